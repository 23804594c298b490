"""Future: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def ask(station, on_answer):
    """Return at once; call on_answer(temperature) later."""
    delay, temperature = {"ada": (0.5, 21), "bo": (0.25, 18)}[station]
    asyncio.get_running_loop().call_later(delay, on_answer, temperature)


async def read_station(station):
    future = asyncio.get_running_loop().create_future()
    ask(station, future.set_result)
    return await future


async def main():
    print(await asyncio.gather(read_station("ada"), read_station("bo")))


if __name__ == "__main__":
    asyncio.run(main())
