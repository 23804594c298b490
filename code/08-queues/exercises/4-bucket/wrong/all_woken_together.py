"""Wrong: all who find none wait for the next token, and then all take it.

Says: rate 2, burst 2, five at once: when each take has its token: result: expected [0, 0, 0.5, 1, 1.5]
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.looked = rate, burst, burst, None

    async def take(self):
        self.look()
        if self.tokens < 1:
            await asyncio.sleep((1 - self.tokens) / self.rate)
            self.look()
        self.tokens -= 1

    def look(self):
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
        self.looked = now
