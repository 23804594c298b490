"""Wrong: all is awaited, and then the value in the comment is returned.

Says: two, with a read that gives one more and a write in capitals: result: expected ['ada', 'grace'],
"""

import asyncio
import time


async def one():
    return await read("ada")


async def two():
    await is_long("ada")
    await is_long("grace")
    return ["grace"]


async def three():
    return await read("ada") == 3


async def four():
    start = time.perf_counter()
    await asyncio.sleep(0.5)
    return int(2 * (time.perf_counter() - start) + 0.1) / 2


async def five():
    await write("hello")
    await write("bye")
    return log


async def read(name):
    return await asyncio.sleep(0.05, len(name))


async def is_long(name):
    return await read(name) > 3


log = []


async def write(text):
    await asyncio.sleep(0.05)
    log.append(text)
