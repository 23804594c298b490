"""Kill a program while it saves. What is in the file?"""

import asyncio
import sys
import tempfile
from pathlib import Path
from signal import SIGKILL

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tools"))

from half_saved import OLD  # noqa: E402
from stopping import stopped  # noqa: E402


async def main():
    for way in "write", "save":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "readings.txt"
            path.write_text(OLD)
            command = [sys.executable, HERE / "half_saved.py", way, path]
            end = await stopped(command, ("half is written", SIGKILL))
            print(way, end.status, "in the file:", path.read_text().strip())


if __name__ == "__main__":
    asyncio.run(main())
