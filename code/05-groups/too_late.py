"""Too late: an example from book/05-groups.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


# station: seconds until it answers, temperature
STATIONS = {"ada": (0.2, 21), "bo": (0.1, 18), "cy": (0.3, 24)}


async def read_station(name):
    delay, temperature = STATIONS[name]
    await asyncio.sleep(delay)
    print(name, "answers")
    return temperature


async def at_most(seconds):
    coros = [read_station(name) for name in STATIONS]
    try:
        for next_one in asyncio.as_completed(coros, timeout=seconds):
            print("got", await next_one)
    except TimeoutError:
        print("too late")


async def main():
    await at_most(0.15)
    await asyncio.sleep(0.25)


if __name__ == "__main__":
    asyncio.run(main())
