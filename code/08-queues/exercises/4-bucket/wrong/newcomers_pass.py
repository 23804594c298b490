"""Wrong: who comes in the moment of a token takes it before those who have waited for it.

Says: who waits longest is first: result: expected 'abcdefg', but it was 'abcgdef'.
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.looked = rate, burst, burst, None

    async def take(self):
        self.look()
        while self.tokens < 1:
            await asyncio.sleep((1 - self.tokens) / self.rate)
            self.look()
        self.tokens -= 1

    def look(self):
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
        self.looked = now
