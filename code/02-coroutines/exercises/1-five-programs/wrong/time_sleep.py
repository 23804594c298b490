"""Wrong: the lost wait is replaced by a blocking one.

Says: four: blocked: expected 0 s, but a blocking call stopped the loop for 0.5 s.
"""

import asyncio
import time


async def read(name):
    return await asyncio.sleep(0.05, len(name))


async def is_long(name):
    return await read(name) > 3


async def one():
    return await read("ada")


async def two():
    return [name for name in ("ada", "grace") if await is_long(name)]


async def three():
    return await read("ada") == 3


async def four():
    start = time.perf_counter()
    time.sleep(0.5)
    return int(2 * (time.perf_counter() - start) + 0.1) / 2


log = []


async def write(text):
    await asyncio.sleep(0.05)
    log.append(text)


async def five():
    await write("hello")
    await write("bye")
    return log
