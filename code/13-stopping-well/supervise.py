"""Supervise: an example from the chapter "stopping well".

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


def station(name, bad):
    tries = iter(range(1, 100))
    async def listen():
        if (number := next(tries)) <= bad:
            raise OSError(f"{name}, start {number}")
        return f"{name} is well"
    return listen


async def main():
    print(await supervise(station("ada", 2), 2, 0.1))
    try:
        print(await supervise(station("bo", 9), 2, 0.1))
    except OSError as error:
        print("gave up:", error)


if __name__ == "__main__":
    asyncio.run(main())
