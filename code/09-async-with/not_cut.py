"""Not cut: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def finish(coro):
    closing = asyncio.create_task(coro)
    try:
        await asyncio.shield(closing)
    except asyncio.CancelledError:
        await asyncio.wait([closing])
        raise


async def close():
    await asyncio.sleep(0.5)
    print("closed")


async def main():
    task = asyncio.create_task(finish(close()))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
