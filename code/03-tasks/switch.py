"""Switch: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


log = []


async def nothing():
    return 42


async def busy(name):
    for step in 1, 2, 3:
        log.append(f"{name}{step}")
        await nothing()


async def polite(name):
    for step in 1, 2, 3:
        log.append(f"{name}{step}")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(busy("ada"), busy("bo"))
    print(*log)

    log.clear()
    await asyncio.gather(polite("ada"), polite("bo"))
    print(*log)


if __name__ == "__main__":
    asyncio.run(main())
