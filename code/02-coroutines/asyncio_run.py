"""Asyncio run: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def main():
    print("the answer is", await asyncio.sleep(0.25, 42))


try:
    asyncio.run(main())
except RuntimeError as error:
    print(error)
