"""File read: an example from book/01-waiting.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import time
import asyncio
import os
import threading


def halves(seconds):
    """Whole half seconds; 0.05 because clocks are not exact."""
    return int((seconds + 0.05) / 0.5)


async def strip(waiter):
    zero = time.perf_counter()
    spans = await asyncio.gather(waiter(), waiter(), waiter())
    for begin, end in spans:
        print("...." * halves(begin - zero), end="")
        print("####" * halves(end - begin))


def slow_file():
    read_end, write_end = os.pipe()
    threading.Timer(0.5, os.close, [write_end]).start()
    return open(read_end)


async def read_file():
    begin = time.perf_counter()
    with slow_file() as file:
        file.read()
    return begin, time.perf_counter()


async def main():
    await strip(read_file)


if __name__ == "__main__":
    asyncio.run(main())
