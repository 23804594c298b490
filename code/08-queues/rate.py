"""Rate: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


async def ask_with_semaphore(limit, started):
    async with limit:
        started.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.01)


def halves(started):
    return [int((at - started[0]) / 0.5) / 2 for at in started]


class Bucket:
    def __init__(self, rate, burst):
        self.pause, self.tokens = 1 / rate, asyncio.Queue(burst)
        for _ in range(burst):
            self.tokens.put_nowait("token")

    async def fill(self):
        while True:
            await asyncio.sleep(self.pause)
            if not self.tokens.full():
                self.tokens.put_nowait("token")

    async def take(self):
        await self.tokens.get()


async def ask(bucket, started):
    await bucket.take()
    started.append(asyncio.get_running_loop().time())


async def five():
    bucket, started = Bucket(rate=2, burst=2), []
    filling = asyncio.create_task(bucket.fill())
    await asyncio.gather(*[ask(bucket, started) for _ in range(5)])
    filling.cancel()
    print(*halves(started))


async def main():
    limit, started = asyncio.Semaphore(2), []
    await asyncio.gather(
        *[ask_with_semaphore(limit, started) for _ in range(5)])
    print(*halves(started))

    vloop.run(five())


if __name__ == "__main__":
    asyncio.run(main())
