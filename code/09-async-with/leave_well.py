"""Leave well: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import aclosing


async def hundred(reader):
    try:
        for number in range(100):
            yield number
    finally:
        here = asyncio.current_task()
        print("closes; in the reader's task:", here is reader)
        await asyncio.sleep(0.1)
        print("closed")


async def leave_well():
    reader = asyncio.current_task()
    async with aclosing(hundred(reader)) as stream:
        async for number in stream:
            break
    print("after the block")


async def main():
    await leave_well()


if __name__ == "__main__":
    asyncio.run(main())
