"""Comprehension: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


# station: seconds until it answers, temperature
STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


def start_clock():
    global started
    started = time.perf_counter()


def say(text):
    halves = int((time.perf_counter() - started + 0.05) / 0.5)
    print(f"t={halves / 2} {text}")


async def fetch(name):
    await asyncio.sleep(STATIONS[name][0])
    return STATIONS[name][1]


def start(name):
    return asyncio.create_task(fetch(name), name=name)


async def each_awaited(names):
    return [await fetch(name) for name in names]


async def awaited_at_once(names):
    return [await start(name) for name in names]


async def awaited_late(names):
    tasks = [start(name) for name in names]
    return [await task for task in tasks]


async def gathered(names):
    return await asyncio.gather(*[fetch(name) for name in names])


async def main():
    for program in each_awaited, awaited_at_once, awaited_late, gathered:
        start_clock()
        await program(["ada", "bo"])
        say(program.__name__)


if __name__ == "__main__":
    asyncio.run(main())
