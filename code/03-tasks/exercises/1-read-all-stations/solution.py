"""Exercise: all stations in the time of the slowest one."""

import asyncio
import time

STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    return temperature


async def read_all(names):
    return await asyncio.gather(*[read_station(name) for name in names])


async def main():
    begin = time.perf_counter()
    readings = await read_all(["cy", "bo", "ada"])
    seconds = int(2 * (time.perf_counter() - begin + 0.05)) / 2  # whole half seconds
    print("readings:", readings)
    print("in the order of the names:", readings == [24, 18, 21])
    print(f"{seconds} s, the longest wait:", seconds == 1.5)
    print("no stations:", await read_all([]))


if __name__ == "__main__":
    asyncio.run(main())
