"""Flag: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import threading


def collect(stop):
    readings = 0
    while not stop.wait(0.05):  # True at once when it is set
        readings += 1
    return f"more than one reading: {readings > 1}"


async def main():
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(collect, stop))
    done, _ = await asyncio.wait([job], timeout=1)
    print("ended by itself:", job in done)
    stop.set()
    print(await job)


if __name__ == "__main__":
    asyncio.run(main())
