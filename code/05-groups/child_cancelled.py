"""Child cancelled: an example from the chapter "groups".

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


async def without_bo():
    async with asyncio.TaskGroup() as group:
        bo = group.create_task(read_station("bo"))
        cy = group.create_task(read_station("cy"))
        await asyncio.sleep(0)
        bo.cancel()
    print("bo:", bo.cancelled(), "cy:", cy.result())


async def main():
    await without_bo()


if __name__ == "__main__":
    asyncio.run(main())
