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
    down = [True] * 3

    async def station():
        print("asked")
        if down:
            down.pop()
            raise ConnectionRefusedError
        return 21

    breaker = Breaker(2, 0.5)
    for wait in 0, 0, 0, 0.75, 0, 0.75:
        await asyncio.sleep(wait)
        try:
            print(await breaker.call(station))
        except (Open, OSError) as error:
            print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
