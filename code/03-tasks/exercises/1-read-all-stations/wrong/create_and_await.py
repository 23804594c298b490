"""Wrong: each task is awaited before the next one is made.

Says: calls in flight: expected 4 at once, but the most was 1.
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    readings = []
    for name in names:
        readings.append(await asyncio.create_task(read_station(name)))
    return readings
