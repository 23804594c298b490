"""Limit: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import get, read_message, serving
import time
from stations import NAMES, Stations


async def fetch_all(address, names, at_once):
    limit = asyncio.Semaphore(at_once)

    async def fetch(name):
        async with limit:
            return await get(address, f"/{name}")

    return await asyncio.gather(*map(fetch, names))


async def main():
    for at_once in 9, 3:
        stations = Stations(seconds=0.35)
        async with serving(stations.answer) as address:
            start = time.perf_counter()
            pages = await fetch_all(address, NAMES, at_once)
            seconds = int(time.perf_counter() - start)
        print("peak", stations.peak, "-", seconds, "s -",
              b" ".join(body for status, body in pages).decode())


if __name__ == "__main__":
    asyncio.run(main())
