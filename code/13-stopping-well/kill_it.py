"""Stop the night of Stormwatch in two ways. What is saved?"""

import asyncio
import sys
import tempfile
from pathlib import Path
from signal import SIGINT, SIGTERM

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))

from stopping import stopped  # noqa: E402

HERE = Path(__file__).resolve().parent


async def stop(program, number):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "readings.txt"
        command = [sys.executable, HERE / program, file]
        end = await stopped(command, ("3 readings", number))
        return f"{end}\nin the file: {file.read_text().strip() if file.exists() else 'there is none'}"


async def main(program):
    print(*await asyncio.gather(stop(program, SIGINT), stop(program, SIGTERM)), sep="\n\n")


if __name__ == "__main__":
    asyncio.run(main("night.py"))
