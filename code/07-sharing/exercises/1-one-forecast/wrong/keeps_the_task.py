"""Wrong: the task is kept, also when it has failed.

Says: compute fails twice; two more wait, one comes at 9 s: result: expected ['OSError: the
model does not answer', 'ValueError: no data', 'rain', 'rain'], but it was ['OSError: the model
does not answer', 'OSError: the model does not answer', 'OSError:
"""

import asyncio


class Forecasts:
    def __init__(self, compute):
        self.compute = compute
        self.kept, self.locks = {}, {}

    async def get(self, region):
        if region not in self.kept:
            self.kept[region] = asyncio.create_task(self.compute(region))
        return await asyncio.shield(self.kept[region])
