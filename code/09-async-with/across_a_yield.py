"""Across a yield: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import aclosing


async def limited():
    async with asyncio.timeout(0.5):
        yield 21


async def save_all():
    async with aclosing(limited()) as stream:
        async for reading in stream:
            try:
                await asyncio.sleep(1.5)
                print("saved", reading)
            except asyncio.CancelledError:
                print("cut while saving", reading)
                raise


async def main():
    task = asyncio.create_task(save_all())
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
