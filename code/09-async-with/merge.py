"""Merge: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager
from contextlib import aclosing


END = object()


async def pump(stream, queue):
    async with aclosing(stream):
        async for item in stream:
            await queue.put(item)
    await queue.put(END)


async def items(queue, streams):
    while streams:
        item = await queue.get()
        if item is END:
            streams -= 1
        else:
            yield item


@asynccontextmanager
async def merged(*streams):
    queue = asyncio.Queue(maxsize=1)
    async with asyncio.TaskGroup() as group:
        pumps = [group.create_task(pump(stream, queue))
                 for stream in streams]
        yield items(queue, len(streams))
        for task in pumps:
            task.cancel()


async def sends(name, *delays):
    for number, delay in enumerate(delays, 1):
        await asyncio.sleep(delay)
        yield f"{name} {number}"


async def listen():
    ada, bo = sends("ada", 0.2, 0.6), sends("bo", 0.5, 0.6)
    async with merged(ada, bo) as stream:
        async for reading in stream:
            print(reading)


async def main():
    await listen()


if __name__ == "__main__":
    asyncio.run(main())
