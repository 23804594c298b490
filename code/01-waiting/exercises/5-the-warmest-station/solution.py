"""Exercise: the highest reading of many stations, asked together."""

import asyncio


async def read(station):
    """Stands for a station: it answers after a while."""
    await asyncio.sleep(0.1 * len(station))
    return 3.5 * len(station)


async def warmest(stations):
    readings = await asyncio.gather(*[read(station) for station in stations])
    return max(readings, default=None)


async def main():
    print(await warmest(["ada", "bert", "cleo"]))
    print(await warmest([]))


if __name__ == "__main__":
    asyncio.run(main())
