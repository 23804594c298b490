"""Two readers: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def readings(name, delay):
    for number in 1, 2:
        await asyncio.sleep(delay)
        yield f"{name} {number}"


async def read(name, stream):
    try:
        async for reading in stream:
            print(name, reading)
    except RuntimeError as error:
        print(name, "failed:", error)


async def main():
    stream = readings("ada", 0.3)
    async with asyncio.TaskGroup() as group:
        group.create_task(read("first", stream))
        group.create_task(read("second", stream))


if __name__ == "__main__":
    asyncio.run(main())
