"""Limit: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def read_station():
    try:
        await asyncio.sleep(5)
    except BaseException as error:
        print("in read_station:", type(error).__name__)
        raise


async def main():
    try:
        async with asyncio.timeout(0.1):
            try: await read_station()
            except TimeoutError: print("in the block: TimeoutError")
    except TimeoutError:
        print("outside of the block: TimeoutError")


if __name__ == "__main__":
    asyncio.run(main())
