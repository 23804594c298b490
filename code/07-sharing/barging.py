"""Barging: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def enter(lock, name, log):
    async with lock:
        log.append(name)


async def push_in(lock):
    log = []
    await lock.acquire()
    waiter = asyncio.create_task(enter(lock, "waited", log))
    await asyncio.sleep(0.1)
    lock.release()  # the waiter is woken; we go on without a wait
    await enter(lock, "came later", log)
    await waiter
    print(type(lock).__name__, log)


async def main():
    await push_in(asyncio.Lock())
    await push_in(asyncio.Semaphore(1))


if __name__ == "__main__":
    asyncio.run(main())
