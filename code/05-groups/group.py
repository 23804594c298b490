"""Group: an example from the chapter "groups".

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


async def read_all(names):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(read_station(name), name=name)
                 for name in names]
        print("all are started")
    print("all have ended")
    return [task.result() for task in tasks]


async def main():
    print(await read_all(["ada", "bo", "cy"]))


if __name__ == "__main__":
    asyncio.run(main())
