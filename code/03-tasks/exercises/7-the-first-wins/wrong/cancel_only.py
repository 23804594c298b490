"""Wrong: the others are told to stop, but they have not yet stopped.

Says: three: tasks leaked: expected none, but 2 had not ended when it returned.
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    return done.pop().result()
