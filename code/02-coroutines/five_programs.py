"""Five programs: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def read(name):
    return await asyncio.sleep(0.05, len(name))


async def is_long(name):
    return await read(name) > 3


async def one():  # 3
    return read("ada")


async def two():  # ['grace']
    return [name for name in ("ada", "grace") if is_long(name)]


async def three():  # True
    return read("ada") == 3


async def four():  # 0.5, the seconds it took
    start = time.perf_counter()
    asyncio.sleep(0.5)
    return int(2 * (time.perf_counter() - start) + 0.1) / 2


log = []


async def write(text):
    await asyncio.sleep(0.05)
    log.append(text)


async def five():  # ['hello', 'bye'], in this order
    write("hello")
    write("bye")
    return log


async def main():
    for program in (one, two, three):
        print(program.__name__, await program())

    for program in (four, five):
        print(program.__name__, await program())


if __name__ == "__main__":
    asyncio.run(main())
