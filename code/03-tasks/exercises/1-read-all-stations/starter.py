"""Exercise: read all stations.

Make read_all take as long as the slowest station.
The checker puts a read_station of its own in place, with other stations.
"""

import asyncio
import time

STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    return temperature


async def read_all(names):
    readings = []
    for name in names:
        readings.append(await read_station(name))
    return readings


async def main():
    begin = time.perf_counter()
    print(await read_all(["cy", "bo", "ada"]))
    print(f"{time.perf_counter() - begin:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
