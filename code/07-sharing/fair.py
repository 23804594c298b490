"""Fair: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def use(lock, name, log):
    for _ in range(3):
        async with lock:
            log.append(name)
            await asyncio.sleep(0.05)


async def main():
    log, lock = [], asyncio.Lock()
    await asyncio.gather(*[use(lock, name, log) for name in "abc"])
    print(*log)


if __name__ == "__main__":
    asyncio.run(main())
