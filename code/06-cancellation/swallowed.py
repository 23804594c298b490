"""Swallowed: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def worker():
    for number in 1, 2, 3:
        try:
            await asyncio.sleep(0.25)
            print("reading", number)
        except:  # a bad reading shall not end it
            print("reading", number, "is bad")


async def main():
    try:
        async with asyncio.timeout(0.1):
            await worker()
        print("all three in time")
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
