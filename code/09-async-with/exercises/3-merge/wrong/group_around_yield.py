"""Wrong: a failure cuts the reader where it works.

Says: a stream fails while the reader works for 4 s on an item: expected no error, but
BaseExceptionGroup was raised
"""

import asyncio
from contextlib import aclosing


async def merge(*streams):
    queue = asyncio.Queue()
    end = object()

    async def pump(stream):
        async with aclosing(stream):
            async for item in stream:
                await queue.put(item)
        await queue.put(end)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(pump(stream)) for stream in streams]
        left = len(streams)
        while left:
            item = await queue.get()
            if item is end:
                left -= 1
            else:
                yield item
