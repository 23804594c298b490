"""Polite: an example from book/01-waiting.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import time
import asyncio


def halves(seconds):
    """Whole half seconds; 0.05 because clocks are not exact."""
    return int((seconds + 0.05) / 0.5)


async def strip(waiter):
    zero = time.perf_counter()
    spans = await asyncio.gather(waiter(), waiter(), waiter())
    for begin, end in spans:
        print("...." * halves(begin - zero), end="")
        print("####" * halves(end - begin))


async def polite():
    begin = time.perf_counter()
    await asyncio.sleep(0.5)
    return begin, time.perf_counter()


async def main():
    await strip(polite)


if __name__ == "__main__":
    asyncio.run(main())
