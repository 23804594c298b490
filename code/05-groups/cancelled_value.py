"""Cancelled value: an example from the chapter "groups".

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


async def sort_them():
    eve = asyncio.create_task(read_station("eve"))
    dot = asyncio.create_task(read_station("dot"))
    asyncio.get_running_loop().call_later(0.1, dot.cancel)
    back = await asyncio.gather(eve, dot, return_exceptions=True)
    good = [one for one in back if not isinstance(one, Exception)]
    bad = [one for one in back if isinstance(one, Exception)]
    print("good:", good)
    print("bad:", bad)


async def main():
    await sort_them()


if __name__ == "__main__":
    asyncio.run(main())
