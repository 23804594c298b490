"""Wrong: it waits by looking again and again.

Says: ['north', 'north', 'north', 'north', 'north'] at once: elapsed: expected 1 s, each region
takes 1 s, and none waits for another, but it took 1.2 s.
"""

import asyncio


class Forecasts:
    def __init__(self, compute):
        self.compute = compute
        self.kept, self.locks = {}, {}
        self.busy = set()

    async def get(self, region):
        while region in self.busy:
            await asyncio.sleep(0.3)
        if region not in self.kept:
            self.busy.add(region)
            try:
                self.kept[region] = await self.compute(region)
            finally:
                self.busy.discard(region)
        return self.kept[region]
