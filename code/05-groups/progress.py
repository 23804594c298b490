"""Progress: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.4, 21), "bo": (0.1, 18), "cy": (0.7, 24),
            "dot": (2.5, 12), "eve": (0, 15)}


async def quiet(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    return name, temperature


def line(done, total, name):
    print(f"{done}/{total} {name}")


async def with_progress(names, show):
    coros = [quiet(name) for name in names]
    readings = {}
    for next_one in asyncio.as_completed(coros):
        name, readings[name] = await next_one
        show(len(readings), len(coros), name)
    return readings


async def main():
    print(await with_progress(["ada", "bo", "cy"], line))


if __name__ == "__main__":
    asyncio.run(main())
