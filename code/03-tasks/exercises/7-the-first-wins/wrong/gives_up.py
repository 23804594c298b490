"""Wrong: the losers get a minute to stop.
Says: a loser that tidies up for an hour: elapsed: expected 3600 s, the shortest wait and the tidying up, but it took 60.5 s.
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=60)
