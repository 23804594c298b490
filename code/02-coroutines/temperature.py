"""Temperature: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def temperature(station):
    print("asking", station)
    await asyncio.sleep(0.5)
    print(station, "has answered")
    return 21


async def main():
    celsius = await temperature("ada")
    print(celsius + 1)


if __name__ == "__main__":
    asyncio.run(main())
