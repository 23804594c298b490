"""Too early: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import sys
from signal import SIGINT, SIGTERM
import asyncio
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


async def main():
    for order in "last", "first":
        command = [sys.executable, "opening.py", order]
        print(await stopped(command, ("opening", SIGTERM)), end="\n\n")


if __name__ == "__main__":
    asyncio.run(main())
