"""Waterfall of: an example from the chapter "http".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from stations import NAMES, Stations
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


SECONDS = 0.5, 1, 1.5, 1, 0.5, 2, 0.5, 1, 0.5


async def watch(at_once):
    clock = asyncio.get_running_loop().time
    limit, rows = asyncio.Semaphore(at_once), {}
    async def fetch(name, seconds):
        rows[name] = [clock()]  # it wants a page
        async with limit:
            rows[name].append(clock())  # it has a place
            await asyncio.sleep(seconds)  # the station
        rows[name].append(clock())  # the page is there

    await asyncio.gather(*map(fetch, NAMES, SECONDS))
    return rows


rows = vloop.run(watch(3))
for name, (wants, begins, ends) in rows.items():
    print(f"{name:4} waits until {begins:3}, ends at {ends:3}")
