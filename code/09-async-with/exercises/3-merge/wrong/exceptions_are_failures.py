"""Wrong: an exception in the queue is taken for a failure, and it may be an item.

Says: a stream of None, 0, a class, a string, a tuple, an exception and a list: expected no error, but OSError was raised
"""

import asyncio
from contextlib import aclosing

END = object()


async def merge(*streams):
    queue = asyncio.Queue(maxsize=1)
    tasks = [asyncio.create_task(pump(stream, queue)) for stream in streams]
    try:
        left = len(tasks)
        while left:
            thing = await queue.get()
            if thing is END:
                left -= 1
            elif isinstance(thing, Exception):
                raise thing
            else:
                yield thing
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def pump(stream, queue):
    try:
        async with aclosing(stream):
            async for item in stream:
                await queue.put(item)
        await queue.put(END)
    except Exception as error:
        await queue.put(error)
