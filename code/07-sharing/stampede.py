"""Stampede: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def compute(computed):
    computed.append("rain")
    await asyncio.sleep(0.1)
    return "rain"


async def no_lock(kept, computed, lock):
    if "north" not in kept:
        kept["north"] = await compute(computed)


async def look_then_lock(kept, computed, lock):
    if "north" not in kept:
        async with lock:
            kept["north"] = await compute(computed)


async def lock_then_look(kept, computed, lock):
    async with lock:
        if "north" not in kept:
            kept["north"] = await compute(computed)


async def main():
    for way in no_lock, look_then_lock, lock_then_look:
        kept, computed, lock = {}, [], asyncio.Lock()
        await asyncio.gather(
            *[way(kept, computed, lock) for _ in range(5)])
        print(way.__name__, len(computed))


if __name__ == "__main__":
    asyncio.run(main())
