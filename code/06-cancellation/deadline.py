"""Deadline: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from lines import SECONDS


async def main():
    deadline = asyncio.get_running_loop().time() + 0.6
    for name in "ada", "cy", "bo":
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.sleep(SECONDS[name])
            print(name, "answers")
        except TimeoutError:
            print(name, "no time left")


if __name__ == "__main__":
    asyncio.run(main())
