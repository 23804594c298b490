"""One fails: an example from the chapter "groups".

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


async def careful(name):
    try:
        await read_station(name)
    finally:
        await asyncio.sleep(0.1)
        print(name, "hangs up")


async def fail(name, delay=0.1):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise OSError(f"{name}: line is dead")


async def one_fails():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail("bo"), name="bo")
            group.create_task(careful("dot"), name="dot")
        print("the report is complete")
    except ExceptionGroup:
        print("no report")


async def main():
    await one_fails()


if __name__ == "__main__":
    asyncio.run(main())
