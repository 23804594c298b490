"""In flight: an example from the chapter "http".

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


def in_flight(rows, step=0.5):
    ends = max(end for *_, end in rows.values())
    moments = [step * k for k in range(int(ends / step) + 1)]
    return [sum(begin <= now < end for _, begin, end in rows.values())
            for now in moments]


for at_once in 9, 3, 1:
    print(at_once, *in_flight(vloop.run(watch(at_once))))
