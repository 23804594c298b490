"""Exercise: open a station.

Write open_station.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    """Give the line that `await dial()` returns, and hang it up at the end of the block.

    `await hang_up(line)` runs once for each line, and to its end, whatever ends the block,
    even if the task is cancelled while it hangs up.
    """
    raise NotImplementedError("open_station")
    yield


async def dial():
    await asyncio.sleep(0.5)
    return "the line to ada"


async def hang_up(line):
    await asyncio.sleep(0.5)
    print("hung up", line)


async def main():
    async with open_station(dial, hang_up) as line:
        print("read", line)


if __name__ == "__main__":
    asyncio.run(main())
