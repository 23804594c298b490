"""Wrong: it starts warmest and prints, but not what that returns.

Says: start: expected the file to print what `warmest` returns, here 21, but it printed: the warmest station
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    return max(await asyncio.gather(*[read(station) for station in stations]), default=None)


if __name__ == "__main__":
    asyncio.run(warmest(["ada", "bert"]))
    print("the warmest station")
