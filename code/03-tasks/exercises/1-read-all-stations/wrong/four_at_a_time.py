"""Wrong: at most four stations are read at a time.
Says: 40 stations that take an hour: elapsed: expected 3600 s, the longest wait, but it took 36000 s.
"""

import asyncio


async def read_station(name):
    await asyncio.sleep(1)


async def read_all(names):
    four = asyncio.Semaphore(4)

    async def read(name):
        async with four:
            return await read_station(name)

    return await asyncio.gather(*[read(name) for name in names])
