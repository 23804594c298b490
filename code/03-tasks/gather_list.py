"""Gather list: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.5, 21), "bo": (0.25, 18), "cy": (0.75, 24)}


async def last_reading(name):
    print("looking up", name)
    return STATIONS[name][1]


async def main():
    readings = [last_reading(name) for name in STATIONS]
    try:
        await asyncio.gather(readings)
    except TypeError as error:
        print("TypeError:", error)

    print(await asyncio.gather(*readings))
    print(await asyncio.gather(*[]))


if __name__ == "__main__":
    asyncio.run(main())
