"""Wrong: an exception becomes a reading.

Says: where the reading of a station raises OSError: result: expected 'OSError was raised', but it was
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    return await asyncio.gather(*map(read_station, names), return_exceptions=True)
