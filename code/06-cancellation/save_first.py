"""Save first: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save():
    await asyncio.sleep(0.5)
    print("saved")


async def saves_first():
    task = asyncio.create_task(save())
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        await task  # it shall be finished first
        raise
    return task.result()


async def main():
    task = asyncio.create_task(saves_first())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
