"""Wrong: a name that is there twice is read once.

Says: read_all(['fay', 'jo', 'ivo', 'fay']): result: expected [-3, 9, None, -3], but it was [-3, 9, None].
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    return await asyncio.gather(*{name: read_station(name) for name in names}.values())
