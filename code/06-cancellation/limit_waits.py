"""Limit waits: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def slow_to_stop():
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(0.6)  # says goodbye


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    try:
        async with asyncio.timeout(0.1):
            await slow_to_stop()
    except TimeoutError:
        print("more than 0.6 s:", loop.time() - start > 0.6)


if __name__ == "__main__":
    asyncio.run(main())
