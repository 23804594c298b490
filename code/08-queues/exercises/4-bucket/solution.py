"""Exercise: a bucket that computes."""

import asyncio


class Bucket:
    """At most `burst` tokens, full at the start; `rate` more of them each second."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens, self.looked = burst, None
        self.line = asyncio.Lock()

    async def take(self):
        """Take a token; wait for it where there is none."""
        async with self.line:
            self.look()
            if self.tokens < 1:
                await asyncio.sleep((1 - self.tokens) / self.rate)
                self.look()
            self.tokens -= 1

    def look(self):
        """Add what has come in since the last look."""
        now = asyncio.get_running_loop().time()
        if self.looked is not None:
            self.tokens = min(self.burst, self.tokens + (now - self.looked) * self.rate)
        self.looked = now


async def main():
    bucket, time = Bucket(rate=2, burst=2), asyncio.get_running_loop().time
    start = time()
    for n in range(5):
        await bucket.take()
        print(n, "at", int((time() - start) / 0.5 + 0.1) / 2)


if __name__ == "__main__":
    asyncio.run(main())
