"""Wrong: it looks again and again, and finds the token a little late.

Says: one comes at an odd moment: when each take has its token: result: expected [0, 1], but it
was [0.0, 1.016667].
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.looked = rate, burst, burst, None
        self.lock = asyncio.Lock()

    async def take(self):
        async with self.lock:
            self.look()
            while self.tokens < 1 - 1e-9:
                await asyncio.sleep(1 / (24 * self.rate))
                self.look()
            self.tokens -= 1

    def look(self):
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
        self.looked = now
