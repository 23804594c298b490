"""Wrong: a pause after each take, and no bucket.

Says: rate 2, burst 2, five at once: when each take has its token: result: expected [0, 0, 0.5, 1, 1.5]
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.pause, self.lock = 1 / rate, asyncio.Lock()

    async def take(self):
        async with self.lock:
            await asyncio.sleep(self.pause)
