"""Wrong: a pump that is cancelled while it waits in put leaves its stream open.

Says: closed by a reader that has not read all that was sent: order of events: expected closed ada, after the block, but it was: after the block.
"""

import asyncio


async def merge(*streams):
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
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def pump(stream, queue):
    try:
        async for item in stream:
            await queue.put(("item", item))
        await queue.put(("end", None))
    except Exception as error:
        await queue.put(("error", error))
