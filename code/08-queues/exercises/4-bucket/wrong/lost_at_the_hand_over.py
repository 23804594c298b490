"""Wrong: a token is handed over, and who is cancelled in that moment takes it with it.

Says: cancelled in the moment in which its token comes (1): result: expected 'no token is lost',
but it was 'tokens were taken at [0.0, 2.0, 3.0]'.
"""

import asyncio
from collections import deque


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.looked = rate, burst, burst, None
        self.waiting, self.timer = deque(), None

    async def take(self):
        self.look()
        if not self.waiting and self.tokens >= 1:
            self.tokens -= 1
            return
        token = asyncio.get_running_loop().create_future()
        self.waiting.append(token)
        if self.timer is None:
            self.hand_out()
        await token

    def hand_out(self):
        self.timer = None
        self.look()
        while self.waiting and (self.waiting[0].done() or self.tokens >= 1 - 1e-9):
            token = self.waiting.popleft()
            if not token.done():
                self.tokens -= 1
                token.set_result(None)
        if self.waiting:
            self.timer = asyncio.get_running_loop().call_later((1 - self.tokens) / self.rate, self.hand_out)

    def look(self):
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
        self.looked = now
