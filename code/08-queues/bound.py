"""Bound: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def receive(queue, depths):
    for number in range(8):
        await queue.put(number)
        depths.append(queue.qsize())


async def save_all(queue):
    for _ in range(8):
        await asyncio.sleep(0.1)
        await queue.get()


async def both(size):
    queue, depths = asyncio.Queue(size), []
    await asyncio.gather(receive(queue, depths), save_all(queue))
    print(*depths)


async def main():
    await both(0)

    await both(2)


if __name__ == "__main__":
    asyncio.run(main())
