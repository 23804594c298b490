"""Enough: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.4, 21), "bo": (0.1, 18), "cy": (0.7, 24),
            "dot": (2.5, 12), "eve": (0, 15)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    print(name, "answers")
    return temperature


class Enough(Exception):
    pass


async def first_readings(count, names):
    readings = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read_station(n)) for n in names]
            for next_one in asyncio.as_completed(tasks):
                readings.append(await next_one)
                if len(readings) == count:
                    raise Enough
    except* Enough:
        print("enough:", readings)


async def main():
    await first_readings(2, ["bo", "dot", "eve"])


if __name__ == "__main__":
    asyncio.run(main())
