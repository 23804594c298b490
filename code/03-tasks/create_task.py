"""Create task: an example from the chapter "tasks".

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


async def start_then_await():
    task = asyncio.create_task(read_station("ada"), name="ada")
    print("task made")
    await asyncio.sleep(0.25)
    print("other things done")
    print("reading:", await task)


async def main():
    await start_then_await()


if __name__ == "__main__":
    asyncio.run(main())
