"""Wrong: of items that come at the same time it gives one.

Says: three streams that send at the same time, sorted: result: expected
"""

import asyncio


async def merge(*streams):
    """Give the items of all streams in the order in which they come."""
    tasks = {asyncio.ensure_future(anext(stream)): stream for stream in streams}
    try:
        while tasks:
            done, _ = await asyncio.wait(tasks, return_when="FIRST_COMPLETED")
            task = done.pop()
            for other in done:
                tasks.pop(other)
            stream = tasks.pop(task)
            try:
                item = task.result()
            except StopAsyncIteration:
                continue
            tasks[asyncio.ensure_future(anext(stream))] = stream
            yield item
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for stream in streams:
            await stream.aclose()
