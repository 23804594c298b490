"""Says no: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from signal import SIGINT, SIGTERM
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from stopping import stopped  # noqa: E402


async def main():
    print(await stopped("stubborn.py", ("working", SIGINT),
                        ("no", SIGTERM), seconds=0.5))


if __name__ == "__main__":
    asyncio.run(main())
