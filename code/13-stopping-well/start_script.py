"""Start script: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from signal import SIGINT, SIGTERM
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


async def main():
    for begin in "", "exec":
        script = f"cd .\n{begin} '{sys.executable}' term.py event\necho end"
        end = await stopped(["sh", "-c", script],
                            ("listening", SIGTERM), seconds=1)
        print(end, end="\n\n")


if __name__ == "__main__":
    asyncio.run(main())
