"""Exercise: one forecast.

`get` computes each time.  Make it compute once for each region.
"""

import asyncio


class Forecasts:
    def __init__(self, compute):
        self.compute = compute

    async def get(self, region):
        return await self.compute(region)


async def compute(region):
    print("computing", region)
    await asyncio.sleep(0.5)
    return "rain"


async def main():
    forecasts = Forecasts(compute)
    regions = ["north", "south", "north", "north"]
    print(await asyncio.gather(*[forecasts.get(region) for region in regions]))


if __name__ == "__main__":
    asyncio.run(main())
