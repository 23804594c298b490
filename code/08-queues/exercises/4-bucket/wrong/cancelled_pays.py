"""Wrong: it books a time and then sleeps, so a cancelled one has taken its token all the same.

Says: the first of three who wait is cancelled: tokens, cancelled, and one is there later: result: expected
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.rate, self.burst, self.next = rate, burst, None

    async def take(self):
        now = asyncio.get_running_loop().time()
        full_since = now - self.burst / self.rate
        self.next = max(self.next if self.next is not None else full_since, full_since) + 1 / self.rate
        if self.next > now:
            await asyncio.sleep(self.next - now)
