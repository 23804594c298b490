"""Heartbeat: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


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


async def polite():
    await asyncio.sleep(0.2)


async def rude():
    time.sleep(0.2)


async def main():
    await beside(polite)
    await beside(rude)


if __name__ == "__main__":
    asyncio.run(main())
