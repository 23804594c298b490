"""Cut: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def ask():
    try:
        print("reading")
    finally:
        await asyncio.sleep(0.5)
        print("closed")


async def main():
    task = asyncio.create_task(ask())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
