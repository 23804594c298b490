"""Wrong: the highest so far begins with 0.

Says: warmest(['dora', 'cleo']): result: expected -3.0, but it was 0.
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    highest = 0
    for degrees in await asyncio.gather(*[read(station) for station in stations]):
        highest = max(highest, degrees)
    return highest if stations else None
