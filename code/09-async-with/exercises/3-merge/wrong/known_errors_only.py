"""Wrong: an error of another type is not passed on.

Says: a stream that fails without a wait, with an error of its own class: expected an end, but
nothing can wake any of these tasks: main.
"""

import asyncio


async def merge(*streams):
    """Give the items of all streams in the order in which they come."""
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(pump(stream, queue)) for stream in streams]
    left = len(tasks)
    try:
        while left:
            what, thing = await queue.get()
            if what == "item":
                yield thing
            elif what == "error":
                raise thing
            else:
                left -= 1
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def pump(stream, queue):
    try:
        async for item in stream:
            await queue.put(("item", item))
    except (OSError, ValueError, LookupError) as error:
        await queue.put(("error", error))
    else:
        await queue.put(("end", None))
