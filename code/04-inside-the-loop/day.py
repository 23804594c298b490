"""The watch over a day, on a virtual clock."""

import asyncio
import time

import virtual
from watch import watch

DAY = [21] * 8 + [None] * 3 + [18] * 13  # a reading for each hour


async def main():
    await watch(DAY)
    print("hours:", asyncio.get_running_loop().time() / 3600)


if __name__ == "__main__":
    begin = time.perf_counter()
    virtual.run(main())
    print("really less than a second:", time.perf_counter() - begin < 1)
