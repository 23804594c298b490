"""Wrong: each looks again and again, and whoever looks first has it.

Says: who waits longest is first: result: expected 'abcdefg', but it was
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.tokens, self.looked, self.waiting = rate, burst, burst, None, []

    async def take(self):
        me = object()
        self.waiting.append(me)
        try:
            while True:
                self.look()
                if self.tokens >= 1 - 1e-9 and self.waiting[-1] is me:
                    self.tokens -= 1
                    return
                await asyncio.sleep(1 / (24 * self.rate))
        finally:
            self.waiting.remove(me)

    def look(self):
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
        self.looked = now
