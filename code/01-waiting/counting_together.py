"""Counting together: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


def count():
    total = 0
    for number in range(5_000_000):
        total += number


async def counting():
    count()


async def main():
    start = time.thread_time()
    count()
    one = time.thread_time() - start

    start = time.perf_counter()
    await asyncio.gather(counting(), counting(), counting())
    together = time.perf_counter() - start
    print("three take longer than two:", together > 2 * one)


if __name__ == "__main__":
    asyncio.run(main())
