"""Wrong: all objects share what is kept.

Says: ['north', 'south', 'north'] at once: result: expected [None, 0, None], but it was ['rain',
0, 'rain'].
"""

import asyncio


class Forecasts:
    def __init__(self, compute):
        self.compute = compute
        self.kept, self.locks = {}, {}
        self.__dict__.update(kept=KEPT, locks=LOCKS)

    async def get(self, region):
        async with self.locks.setdefault(region, asyncio.Lock()):
            if region not in self.kept:
                self.kept[region] = await self.compute(region)
            return self.kept[region]


KEPT, LOCKS = {}, {}
