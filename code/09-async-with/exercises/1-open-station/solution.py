"""Exercise: open a station."""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def open_station(dial, hang_up):
    """Give the line that `await dial()` returns, and hang it up at the end of the block.

    `await hang_up(line)` runs once for each line, and to its end, whatever ends the block,
    even if the task is cancelled while it hangs up.
    """
    line = await dial()
    try:
        yield line
    finally:
        closing = asyncio.create_task(hang_up(line))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing])
            raise


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
