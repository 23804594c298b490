"""Which line: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def rude():
    time.sleep(0.2)


def count():
    total = 0
    for number in range(5_000_000):
        total += number


async def counting():
    count()


def wait():
    time.sleep(0.25)


async def report():
    await asyncio.sleep(0.1)       # A
    time.sleep(0.1)                # B
    count()                        # C
    await counting()               # D
    await rude()                   # E
    await asyncio.to_thread(wait)  # F
    print("all six lines ran")


async def main():
    await report()


if __name__ == "__main__":
    asyncio.run(main())
