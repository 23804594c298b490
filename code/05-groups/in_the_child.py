"""In the child: an example from the chapter "groups".

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


async def fill(name, job, report, failures):
    try:
        report[name] = await job
    except OSError as error:
        failures[name] = error


async def map_of(jobs):
    report, failures = {}, {}
    async with asyncio.TaskGroup() as group:
        for name, job in jobs.items():
            group.create_task(fill(name, job, report, failures))
    return report, failures


async def main():
    print(await map_of({"eve": read_station("eve"), "bo": fail("bo")}))


if __name__ == "__main__":
    asyncio.run(main())
