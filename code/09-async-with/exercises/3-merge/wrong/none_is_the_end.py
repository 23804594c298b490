"""Wrong: None may be an item.

Says: an exception and a list: result: expected [None, 0, <class 'StopAsyncIteration'>, 'end', ('error', 1), OSError('an item'), []], but it was [].
"""

import asyncio
from contextlib import aclosing


async def merge(*streams):
    queue = asyncio.Queue()

    async def pump(stream):
        try:
            async with aclosing(stream):
                async for item in stream:
                    await queue.put(item)
        finally:
            queue.put_nowait(None)

    tasks = [asyncio.create_task(pump(stream)) for stream in streams]
    try:
        left = len(streams)
        while left:
            item = await queue.get()
            if item is None:
                left -= 1
            else:
                yield item
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
