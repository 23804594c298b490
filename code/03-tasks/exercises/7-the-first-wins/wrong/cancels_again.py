"""Wrong: the losers are cancelled again and again, which breaks their tidying up.

Says: a loser that tidies up for an hour: order of events: expected start ada, start bo, end bo, cancelled ada, ada has tidied up, but it was: start ada, start bo, end bo, cancelled ada.
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        while not all(task.done() for task in tasks):
            for task in tasks:
                task.cancel()
            await asyncio.sleep(0)
