"""Wrong: max of nothing is an error.

Says: warmest([]): expected no error, but ValueError was raised in line
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    return max(await asyncio.gather(*[read(station) for station in stations]))
