"""Wrong: nobody asks the losers what they raised, so asyncio logs it.

Says: a loser that fails while it stops: exception handler: expected nothing, but the loop logged: Task exception was never retrieved: ValueError('cannot tidy up').
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
        await asyncio.wait(tasks)
