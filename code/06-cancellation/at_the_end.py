"""A shielded task, in a program that ends before it."""

import asyncio


async def save():
    await asyncio.sleep(5)
    print("saved")


async def guarded():
    await asyncio.shield(save())


async def main():
    task = asyncio.create_task(guarded())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
