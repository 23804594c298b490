"""Work blocks: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


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


def count():
    total = 0
    for number in range(5_000_000):
        total += number


async def counting():
    count()


async def main():
    await beside(counting)


if __name__ == "__main__":
    asyncio.run(main())
