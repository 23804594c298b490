"""The morning report again: at most four pages at once, each asked for again where that may help, one deadline for all."""

import asyncio
import random
from contextlib import suppress

from nine import morning
from stations import NAMES, get

LATER = {429, 500, 502, 503, 504}


async def reading(address, name, limit, chance):
    most = 0.5  # seconds to wait before the next try
    while True:
        with suppress(OSError, EOFError):  # a broken connection
            async with limit:
                status, body = await get(address, f"/{name}")
            if status == 200:
                return int(body)
            if status not in LATER:
                return f"missing: {status}"
        await asyncio.sleep(chance.uniform(0, most))
        most = min(8, 2 * most)


async def report(address, seconds=5):
    limit, chance = asyncio.Semaphore(4), random.Random(7)
    readings = dict.fromkeys(NAMES, "missing")

    async def note(name):
        readings[name] = await reading(address, name, limit, chance)

    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*map(note, NAMES))
    return readings


if __name__ == "__main__":
    asyncio.run(morning(report))
