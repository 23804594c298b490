"""Wrong: tokens pile up in a quiet time.

Says: it stands full for ten seconds: when each take has its token: result: expected [10, 10, 10.5, 11]
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.tokens, self.lock = rate, burst, asyncio.Lock()
        self.looked = None

    async def take(self):
        async with self.lock:
            self.look()
            if self.tokens < 1:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.look()
            self.tokens -= 1

    def look(self):
        now = asyncio.get_running_loop().time()
        self.tokens += (now - (self.looked or 0)) * self.rate
        self.looked = now
