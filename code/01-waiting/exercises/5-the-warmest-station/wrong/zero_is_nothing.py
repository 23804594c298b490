"""Wrong: a reading of 0 is taken for none.

Says: warmest(['emil', 'dora']): result: expected 0, but it was None.
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    readings = await asyncio.gather(*[read(station) for station in stations])
    return max(readings, default=None) or None
