"""Too late: an example from the chapter "groups".

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


async def at_most(seconds):
    eve = asyncio.create_task(read_station("eve"))
    dot = asyncio.create_task(read_station("dot"))
    coming = asyncio.as_completed([eve, dot], timeout=seconds)
    try:
        for next_one in coming:
            print("got", await next_one)
    except TimeoutError:
        print("too late")
    await asyncio.sleep(0.05)
    print("dot still runs:", not dot.done())
    dot.cancel()


async def main():
    await at_most(0.5)


if __name__ == "__main__":
    asyncio.run(main())
