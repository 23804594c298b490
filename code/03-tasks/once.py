"""Once: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.5, 21), "bo": (0.25, 18), "cy": (0.75, 24)}


async def last_reading(name):
    print("looking up", name)
    return STATIONS[name][1]


async def main():
    reading = last_reading("bo")
    print(await asyncio.gather(reading, reading))

    await reading


if __name__ == "__main__":
    asyncio.run(main())
