"""What you can: an example from the chapter "groups".

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


async def what_you_can():
    back = await asyncio.gather(
        read_station("ada"), fail("bo"), read_station("cy"),
        return_exceptions=True)
    print(back)
    return back


async def main():
    back = await what_you_can()


if __name__ == "__main__":
    asyncio.run(main())
