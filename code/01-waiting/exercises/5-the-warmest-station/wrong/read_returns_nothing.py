"""Wrong: its own stations print their readings.

Says: `read` alone: result: expected a number, but it was None.
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    print(station, 20)


async def warmest(stations):
    readings = await asyncio.gather(*[read(station) for station in stations])
    return max(readings, default=None)
