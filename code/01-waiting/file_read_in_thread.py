"""File read in thread: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import os
import threading


beats = []


async def heart(pause=0.05):
    for _ in range(4):
        await asyncio.sleep(pause)
        beats.append("beat")


async def listen(job):
    beats.clear()
    await job()
    print(job.__name__, "- the heart beat:", len(beats) > 0)


async def beside(job):
    await asyncio.gather(heart(), listen(job))


def slow_file():
    read_end, write_end = os.pipe()
    threading.Timer(0.5, os.close, [write_end]).start()
    return open(read_end)


async def read_in_thread():
    with slow_file() as file:
        await asyncio.to_thread(file.read)


async def main():
    await beside(read_in_thread)


if __name__ == "__main__":
    asyncio.run(main())
