"""Asyncio run: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def main():
    print("the answer is", await asyncio.sleep(0.25, 42))


try:
    asyncio.run(main())
except RuntimeError as error:
    print(error)
