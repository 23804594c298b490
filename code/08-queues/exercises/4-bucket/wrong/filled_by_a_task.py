"""Wrong: the bucket of the chapter, which a task fills for ever.

Says: a task is left, although nobody waits for a token: no task fills this bucket, it computes.
"""

import asyncio


class Bucket:
    def __init__(self, rate, burst):
        self.pause, self.tokens, self.filling = 1 / rate, asyncio.Queue(burst), None
        for _ in range(burst):
            self.tokens.put_nowait("token")

    async def fill(self):
        while True:
            await asyncio.sleep(self.pause)
            if not self.tokens.full():
                self.tokens.put_nowait("token")

    async def take(self):
        if self.filling is None:
            self.filling = asyncio.create_task(self.fill())
        await self.tokens.get()
