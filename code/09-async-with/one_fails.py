"""One fails: an example from the chapter "async with".

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


async def breaks():
    yield "cy 1"
    await asyncio.sleep(0.3)
    raise OSError("the line is dead")


async def main():
    try:
        async with merged(breaks(), sends("ada", 1.5)) as stream:
            async for reading in stream:
                print(reading)
    except* OSError as group:
        print("failed:", *group.exceptions)


if __name__ == "__main__":
    asyncio.run(main())
