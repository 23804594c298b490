"""Wrong: of two tasks for one name the second takes the place of the first.

Says: read_all(['lee', 'lee', 'max']), which count the readings: result: expected [1, 2, 3], but it was [2, 2, 3].
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    tasks = {}
    for name in names:
        tasks[name] = asyncio.create_task(read_station(name))
    return [await tasks[name] for name in names]
