"""Each way to stop the mended night, as a test would try it."""

import asyncio
import sys
import tempfile
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGTERM, Signals

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tools"))

from stopping import stopped  # noqa: E402


async def stop(number):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "readings.txt"
        command = [sys.executable, HERE / "mended.py", file]
        end = await stopped(command, ("4 readings", number))
        return f"{Signals(number).name:8} {end.status:3} {file.read_text().strip()}"


async def main():
    print(*await asyncio.gather(*map(stop, [SIGINT, SIGTERM, SIGKILL])), sep="\n")


if __name__ == "__main__":
    asyncio.run(main())
