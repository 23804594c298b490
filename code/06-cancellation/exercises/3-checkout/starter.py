"""Exercise: checkout.

Make checkout safe: wherever it is cancelled, the line is given back.
"""

import asyncio


async def checkout(pool, pay):
    """Pay over a line of the pool; return what `pay(line)` returns, or raise what it raises.

    In any case, also where it fails or is cancelled, the line is told goodbye after the payment, and
    given back once.  Goodbye may take a second at most.  If it takes longer, or fails with OSError,
    nobody cares, and the line is given back all the same.
    """
    line = await pool.take()  # gives its line back itself where it is cancelled
    receipt = await pay(line)
    await line.goodbye()
    pool.give_back(line)
    return receipt


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
    await asyncio.sleep(9)


async def main():
    pool = Pool()
    try:
        async with asyncio.timeout(0.2):
            await checkout(pool, pay)
    except TimeoutError:
        print("free lines:", pool.free)


if __name__ == "__main__":
    asyncio.run(main())
