"""Wrong: its own stations answer at once.

Says: `read` alone: expected a wait, as a station needs time to answer, but it took 0 s.
"""

import asyncio


async def read(station):
    return 20


async def warmest(stations):
    readings = await asyncio.gather(*[read(station) for station in stations])
    return max(readings, default=None)
