"""Asyncio run: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


async def main():
    await do_some_work()


try:
    asyncio.run(main())
except RuntimeError as error:
    print(error)
