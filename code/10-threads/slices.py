"""Slices: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def add_in_slices(number, size):
    total = 0
    for begin in range(0, number, size):
        total += sum(range(begin, begin + size))
        await asyncio.sleep(0)
    return total


async def others(turns):
    while True:
        turns.append("a turn")
        await asyncio.sleep(0)


async def main():
    turns = []
    task = asyncio.create_task(others(turns))
    total = await add_in_slices(1_000_000, 100_000)
    task.cancel()
    print(total, len(turns), "turns")


if __name__ == "__main__":
    asyncio.run(main())
