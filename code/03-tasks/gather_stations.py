"""Gather stations: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.5, 21), "bo": (0.25, 18), "cy": (0.75, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    print(name, "is asked")
    await asyncio.sleep(delay)
    print(name, "answers")
    return temperature


async def read_all(names):
    return await asyncio.gather(*[read_station(name) for name in names])


async def main():
    print(await read_all(STATIONS))


if __name__ == "__main__":
    asyncio.run(main())
