"""Handover: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def receive(queue):
    for name in "ada", "bo", "cy":
        await asyncio.sleep(0.1)
        print("received", name)
        await queue.put(name)
    await queue.put(None)


async def save_all(queue):
    while (name := await queue.get()) is not None:
        print("saved", name)
    print("the end")


async def main():
    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        group.create_task(receive(queue))
        group.create_task(save_all(queue))


if __name__ == "__main__":
    asyncio.run(main())
