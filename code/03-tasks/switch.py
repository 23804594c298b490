"""Switch: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def nothing():
    return 42


async def zero():
    await asyncio.sleep(0)


async def busy(name, pause):
    for step in 1, 2, 3:
        print(f"{name}{step}", end=" ")
        await pause()


async def main():
    for pause in nothing, zero:
        await asyncio.gather(busy("ada", pause), busy("bo", pause))
        print()


if __name__ == "__main__":
    asyncio.run(main())
