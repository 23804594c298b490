"""Gather list: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (1.0, 21), "bo": (0.5, 18), "cy": (1.5, 24)}


async def last_reading(name):
    return STATIONS[name][1]


async def main():
    reads = [last_reading(name) for name in STATIONS]
    try:
        await asyncio.gather(reads)
    except TypeError as error:
        print("TypeError:", error)

    print(await asyncio.gather(*reads))
    print(await asyncio.gather(*[]))


if __name__ == "__main__":
    asyncio.run(main())
