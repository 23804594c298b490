"""Exercise 2.2: the five programs, with every await in its place."""

import asyncio
import time
import warnings


async def read(name):
    await asyncio.sleep(0.05)
    return len(name)


async def one():
    return await read("ada")


async def two():
    return [await read(name) for name in ("ada", "grace")]


async def three():
    return await read("ada") == 3


async def four():
    start = time.perf_counter()
    await asyncio.sleep(0.5)
    return round(2 * (time.perf_counter() - start)) / 2


async def five():
    log = []

    async def write(text):
        await asyncio.sleep(0.05)
        log.append(text)

    try:
        await write(f"read {await read('ada')}")
    finally:
        await write("closed")
    return log


async def main():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for program in (one, two, three, four, five):
            print(program.__name__, await program())
    print("warnings:", len(caught))


if __name__ == "__main__":
    asyncio.run(main())
