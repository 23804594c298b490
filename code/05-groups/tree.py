"""Tree: an example from the chapter "groups".

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


async def fail(name, delay=0.1):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise OSError(f"{name}: line is dead")


async def clumsy(name):
    try:
        await read_station(name)
    finally:
        raise ValueError(f"{name}: cannot hang up")


async def two_fail():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail("bo"))
        group.create_task(clumsy("dot"))


async def region():
    async with asyncio.TaskGroup() as group:
        group.create_task(two_fail())
        group.create_task(fail("cy", 2.5))


def outline(error, indent=""):
    print(indent + type(error).__name__)
    if isinstance(error, ExceptionGroup):
        for one in error.exceptions:
            outline(one, indent + "    ")


async def main():
    try:
        await region()
    except ExceptionGroup as error:
        failed = error
        outline(failed)


if __name__ == "__main__":
    asyncio.run(main())
