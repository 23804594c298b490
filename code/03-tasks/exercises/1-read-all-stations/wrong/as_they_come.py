"""Wrong: the readings are in the order in which they arrive.

Says: result: expected [17, -3, 24, 0], but it was [-3, 0, 24, 17].
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)
    return 21


async def read_all(names):
    coros = [read_station(name) for name in names]
    return [await reading for reading in asyncio.as_completed(coros)]
