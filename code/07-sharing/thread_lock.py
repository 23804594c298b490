"""Thread lock: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import threading


async def hold(lock, name):
    if lock.acquire(timeout=0.5):
        await asyncio.sleep(0.1)
        lock.release()
        print(name, "has had the lock")
    else:
        print(name, "gives up")


async def both_hold():
    lock = threading.Lock()
    await asyncio.gather(hold(lock, "ada"), hold(lock, "bo"))


async def main():
    await both_hold()


if __name__ == "__main__":
    asyncio.run(main())
