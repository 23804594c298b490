"""Wrong: gather gets one list, not the coroutines.

Says: expected no error, but TypeError was raised in line 15:
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    return await asyncio.gather([read_station(name) for name in names])
