"""Wrong: one turn of the loop is not enough where a loser takes time to stop.

Says: a loser that tidies up for an hour: elapsed: expected 3600 s, the shortest wait and the tidying up, but it took 0.5 s.
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.sleep(0)
