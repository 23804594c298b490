"""Wrong: it prints the call, which nobody runs.

Says: start: it prints a coroutine object: `asyncio.run` is missing.
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    return max(await asyncio.gather(*[read(station) for station in stations]), default=None)


if __name__ == "__main__":
    print(warmest(["ada", "bert"]))
