"""Exercise: checkout."""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3] / "tools"))

import everywhere  # noqa: E402


async def checkout(pool, pay):
    """Pay over a line of the pool; return what `pay(line)` returns, or raise what it raises.

    In any case, also where `pay` fails or is cancelled, the line is told goodbye after it, and then
    given back, once.  Goodbye may take a second at most.  If it takes longer, or fails with OSError,
    nobody cares; another exception of goodbye is raised.  A cancel that cuts the goodbye goes on.
    """
    line = await pool.take()  # gives its line back itself where it is cancelled
    try:
        try:
            return await pay(line)
        finally:
            before = asyncio.current_task().cancelling()
            try:
                async with asyncio.timeout(1):
                    await line.goodbye()
            except OSError:  # TimeoutError is one
                if asyncio.current_task().cancelling() > before:
                    raise asyncio.CancelledError  # it was cut, and failed while it tidied up
    finally:
        pool.give_back(line)


class Pool:
    """A pool to try it with."""

    def __init__(self):
        self.free = 3

    async def take(self):
        await asyncio.sleep(0.02)
        self.free -= 1
        return Line()

    def give_back(self, line):
        self.free += 1


class Line:
    async def goodbye(self):
        await asyncio.sleep(0.02)


async def pay(line):
    await asyncio.sleep(0.5)


if __name__ == "__main__":
    print(everywhere.cancel(lambda pool: checkout(pool, pay), Pool, check=lambda pool: 3 - pool.free))
