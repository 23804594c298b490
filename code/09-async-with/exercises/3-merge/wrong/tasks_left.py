"""Wrong: the tasks go on when the reader has left.

Says: a stream fails while the reader works for 4 s on an item: order of events: expected closed
ada, closed bo, but it was: closed bo.
"""

import asyncio
from contextlib import aclosing


async def merge(*streams):
    """Give the items of all streams in the order in which they come."""
    queue = asyncio.Queue(maxsize=1)
    tasks = [asyncio.create_task(pump(stream, queue)) for stream in streams]
    try:
        left = len(tasks)
        while left:
            what, thing = await queue.get()
            if what == "item":
                yield thing
            elif what == "error":
                raise thing
            else:
                left -= 1
    finally:
        pass


async def pump(stream, queue):
    try:
        async with aclosing(stream):
            async for item in stream:
                await queue.put(("item", item))
    except Exception as error:
        await queue.put(("error", error))
    else:
        await queue.put(("end", None))
