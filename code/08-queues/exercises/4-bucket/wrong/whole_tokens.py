"""Wrong: a part of a token is thrown away at each look.

Says: half a token has come in: when each take has its token: result: expected [0, 0.5, 1.25, 1.75]
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.lock = rate, burst, burst, asyncio.Lock()
        self.looked = None

    async def take(self):
        async with self.lock:
            self.look()
            while self.tokens < 1:
                await asyncio.sleep(1 / self.rate)
                self.look()
            self.tokens -= 1

    def look(self):
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + int((now - self.looked) * self.rate + 1e-9))
        self.looked = now
