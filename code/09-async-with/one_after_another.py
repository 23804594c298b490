"""One after another: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def readings(name, delay):
    for number in 1, 2:
        await asyncio.sleep(delay)
        yield f"{name} {number}"


async def collect(name, delay):
    found = []
    async for reading in readings(name, delay):
        found.append(reading)
    return found


def took(start):
    return f"{int(2 * (time.perf_counter() - start)) / 2} s"


async def main():
    start = time.perf_counter()
    print(await collect("ada", 0.5), await collect("bo", 0.51), took(start))
    start = time.perf_counter()
    print(*await asyncio.gather(collect("ada", 0.5), collect("bo", 0.51)),
          took(start))


if __name__ == "__main__":
    asyncio.run(main())
