"""Wrong: the failure waits until all others have ended.

Says: a stream fails while the reader works for 4 s on an item: result: expected ['ada 1', 'bo
2', 'noise'], but it was ['ada 1', 'bo 2', 'ada 10', 'noise'].
"""

import asyncio
from contextlib import aclosing


async def merge(*streams):
    """Give the items of all streams in the order in which they come."""
    queue = asyncio.Queue(maxsize=1)
    tasks = [asyncio.create_task(pump(stream, queue)) for stream in streams]
    errors = []
    try:
        left = len(tasks)
        while left:
            what, thing = await queue.get()
            if what == "item":
                yield thing
            elif what == "error":
                errors.append(thing)
                left -= 1
            else:
                left -= 1
        if errors:
            raise errors[0]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def pump(stream, queue):
    try:
        async with aclosing(stream):
            async for item in stream:
                await queue.put(("item", item))
    except Exception as error:
        await queue.put(("error", error))
    else:
        await queue.put(("end", None))
