"""Solution 3.4: each reading with its name, and the slowest station."""

import asyncio
import time

STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    return temperature


async def timed(name):
    begin = time.perf_counter()
    temperature = await read_station(name)
    return temperature, time.perf_counter() - begin


async def read_all(names):
    """Return {name: temperature}, and the name of the slowest station."""
    results = await asyncio.gather(*[timed(name) for name in names])
    by_name = dict(zip(names, results))
    slowest = max(by_name, key=lambda name: by_name[name][1])
    return {name: by_name[name][0] for name in names}, slowest


async def main():
    readings, slowest = await read_all(["ada", "bo", "cy"])
    print(readings)
    print("slowest:", slowest)


if __name__ == "__main__":
    asyncio.run(main())
