"""Two answers: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from signal import SIGINT, SIGTERM
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


async def main():
    for answer in "cancel", "event":
        command = [sys.executable, "term.py", answer]
        print(await stopped(command, ("listening", SIGTERM)))
        print()


if __name__ == "__main__":
    asyncio.run(main())
