"""Shield: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save():
    await asyncio.sleep(0.7)
    print("saved")


async def guarded():
    await asyncio.shield(save())
    print("guarded goes on")


async def main():
    task = asyncio.create_task(guarded())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("guarded is cancelled:", task.cancelled())
    await asyncio.sleep(0.8)


if __name__ == "__main__":
    asyncio.run(main())
