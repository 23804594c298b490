"""Wrong: the task is kept, also when it has failed.

Says: compute fails twice; asked for at 0, 0.25, 0.5, 1.5 and 9 s: result: expected ['OSError:
the model does not answer', 'ValueError: no data', 'rain', 'rain', 'rain'], but it was
['OSError: the model does not answer', 'OSError: the model does not
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
