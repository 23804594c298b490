"""Wrong: a comprehension awaits one after the other as well.

Says: elapsed: expected 2 s, the longest wait, but it took 5 s.
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    return [await read_station(name) for name in names]
