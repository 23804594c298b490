"""Gather fails: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def store(name, delay):
    await asyncio.sleep(delay)
    if name == "bo":
        raise OSError("disk full")
    print(name, "is saved")


async def one_fails():
    try:
        await asyncio.gather(store("ada", 0.25), store("bo", 0))
    except OSError as error:
        print("gather raised:", error)
    await asyncio.sleep(0.5)


async def main():
    await one_fails()


if __name__ == "__main__":
    asyncio.run(main())
