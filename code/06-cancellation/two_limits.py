"""Two limits: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from limits import Limits  # noqa: E402


async def read_both(limits):
    try:
        async with limits.limit("round", 1.5):
            for name in "ada", "bo":
                await read_one(limits, name)
    except TimeoutError:
        print("the round is over")


async def read_one(limits, name):
    try:
        async with limits.limit(name, 1.0):
            await asyncio.sleep(9)
    except TimeoutError:
        print(name, "is too slow")


async def main():
    limits = Limits()
    await read_both(limits)


if __name__ == "__main__":
    asyncio.run(main())
