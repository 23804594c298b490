"""Wrong: it only defines, nobody starts it.

Says: start: expected the file to print what `warmest` returns when it is run as a script, but nothing was printed.
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    return max(await asyncio.gather(*[read(station) for station in stations]), default=None)
