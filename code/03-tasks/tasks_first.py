"""Tasks first: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
from timeline import timeline  # noqa: E402


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.3, 21), "bo": (0.2, 18), "cy": (0.4, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    print(name, "is asked")
    await asyncio.sleep(delay)
    print(name, "answers")
    return temperature


def start(name):
    return asyncio.create_task(read_station(name), name=name)


async def await_in_the_list(names):
    return [await read_station(name) for name in names]


async def await_each_task(names):
    return [await start(name) for name in names]


async def tasks_first(names):
    tasks = [start(name) for name in names]
    return [await task for task in tasks]


async def main():
    print(await timeline(tasks_first(STATIONS)))


if __name__ == "__main__":
    asyncio.run(main())
