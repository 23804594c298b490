"""Limit inside: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def limited_well():
    async with asyncio.timeout(0.5):
        await asyncio.sleep(0.05)  # read the line
    yield 21


async def main():
    async for reading in limited_well():
        await asyncio.sleep(1.5)
        print("saved", reading)


if __name__ == "__main__":
    asyncio.run(main())
