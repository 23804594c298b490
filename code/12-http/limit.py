"""Limit: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import get, read_message, serving
import time
from stations import NAMES, Stations
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import memnet  # noqa: E402
import vloop  # noqa: E402


async def fetch_all(address, names, at_once):
    limit = asyncio.Semaphore(at_once)

    async def fetch(name):
        async with limit:
            return await get(address, f"/{name}")

    return await asyncio.gather(*map(fetch, names))


async def nine(at_once):
    stations = Stations(seconds=0.5)
    async with serving(stations.answer) as address:
        start = time.monotonic()
        pages = await fetch_all(address, NAMES, at_once)
        seconds = time.monotonic() - start
    print("peak", stations.peak, "-", seconds, "s -",
          b" ".join(body for status, body in pages).decode())


with memnet.instead_of_sockets():
    for at_once in 9, 3:
        vloop.run(nine(at_once))
