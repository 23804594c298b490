"""Exercise: let one through."""

import asyncio
import time


class Open(Exception):
    """The breaker is open: the function was not called."""


class Breaker:
    """After *most* failures in a row it is open for *seconds*; then it lets one call through."""

    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self.failures, self.open_until, self.trying = 0, 0, False

    async def call(self, function):
        """Await function(), and return its result or raise its error; or raise Open at once."""
        if self.failures < self.most:
            return await self.watch(function)
        if self.trying or time.monotonic() < self.open_until:
            raise Open
        self.trying = True
        try:
            return await self.watch(function)
        finally:
            self.trying = False

    async def watch(self, function):
        try:
            result = await function()
        except OSError:
            self.failures += 1
            self.open_until = time.monotonic() + self.seconds
            raise
        except Exception:
            self.failures = 0
            raise
        self.failures = 0
        return result


async def main():
    async def station():
        print("asked")
        if time.monotonic() - start < 2:
            raise ConnectionRefusedError
        return 21

    breaker, start = Breaker(2, 0.75), time.monotonic()
    for _ in range(6):
        try:
            print(await breaker.call(station))
        except (Open, OSError) as error:
            print(type(error).__name__)
        await asyncio.sleep(0.5)


if __name__ == "__main__":
    asyncio.run(main())
