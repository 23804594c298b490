"""Others: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def supervise(work, restarts, pause):
    while True:
        try:
            return await work()
        except Exception as error:
            print("failed:", error)
            if restarts == 0:
                raise
            restarts -= 1
            await asyncio.sleep(pause)


def reader(name, bad):
    starts = iter(range(1, 100))
    async def read():
        if next(starts) <= bad:
            raise OSError(f"{name} is bad")
        for number in 1, 2:
            await asyncio.sleep(0.5)
            print(name, number)
    return read


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(supervise(reader("ada", 0), 2, 0.8))
        group.create_task(supervise(reader("bo", 1), 2, 0.8))


if __name__ == "__main__":
    asyncio.run(main())
