"""Wrong: its own stations block, so they cannot be asked together.

Says: `read` alone: it blocks for 0.1 s: nothing can run beside it.
"""

import asyncio
import time


async def read(station):
    time.sleep(0.1)
    return 20


async def warmest(stations):
    readings = await asyncio.gather(*[read(station) for station in stations])
    return max(readings, default=None)
