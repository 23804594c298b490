"""Five programs: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def read(name):
    await asyncio.sleep(0.05)
    return len(name)


async def one():  # 3
    return read("ada")


async def two():  # [3, 5]
    return [read(name) for name in ("ada", "grace")]


async def three():  # True
    return read("ada") == 3


async def four():  # 0.5, the seconds it took
    start = time.perf_counter()
    asyncio.sleep(0.5)
    return round(2 * (time.perf_counter() - start)) / 2


async def five():  # ['read 3', 'closed']
    log = []
    async def write(text):
        await asyncio.sleep(0.05)
        log.append(text)
    try:
        await write(f"read {await read('ada')}")
    finally:
        write("closed")
    return log


async def main():
    for program in (one, two, three, four, five):
        print(program.__name__, await program())


if __name__ == "__main__":
    asyncio.run(main())
