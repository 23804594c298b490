"""Wrong: the seconds are waited, and not measured.

Says: four, where another call holds the thread for 1.25 s: result: expected 1.5, but it was 0.5.
"""

import asyncio


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
    await asyncio.sleep(0.5)
    return 0.5


log = []


async def write(text):
    await asyncio.sleep(0.05)
    log.append(text)


async def five():
    await write("hello")
    await write("bye")
    return log
