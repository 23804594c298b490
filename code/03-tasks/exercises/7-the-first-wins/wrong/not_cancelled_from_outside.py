"""Wrong: where first itself is cancelled, its tasks go on.

Says: `first` itself is cancelled after 0.5 s, and one needs 2 s to stop: tasks leaked: expected none, but 2 had not ended when it returned.
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in others:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done.pop().result()
