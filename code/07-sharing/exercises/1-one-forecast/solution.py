"""Exercise: one forecast."""

import asyncio


class Forecasts:
    """Computes a forecast once for each region, and keeps it."""

    def __init__(self, compute):
        self.compute = compute
        self.kept = {}
        self.locks = {}

    async def get(self, region):
        """Return the forecast of a region; raise what `compute` raises."""
        lock = self.locks.setdefault(region, asyncio.Lock())
        async with lock:
            if region not in self.kept:
                self.kept[region] = await self.compute(region)
        return self.kept[region]


async def compute(region):
    await asyncio.sleep(0.1 if region == "north" else 0.2)
    print("computed", region)
    return "rain"


async def main():
    forecasts = Forecasts(compute)
    regions = ["north", "south", "north", "north"]
    print(await asyncio.gather(*[forecasts.get(region) for region in regions]))


if __name__ == "__main__":
    asyncio.run(main())
