"""Exercise: let one through.

Write Breaker.
"""

import asyncio
import time


class Open(Exception):
    """The breaker is open: the function was not called."""


class Breaker:
    """After *most* failures in a row it is open for *seconds*; then it lets one call through."""

    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds

    async def call(self, function):
        """Await function(), and return its result or raise its error; or raise Open at once."""
        raise NotImplementedError("call")


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
