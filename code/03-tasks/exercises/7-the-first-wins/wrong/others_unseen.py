"""Wrong: of some that end at the same time, it looks at one alone.

Says: three fail at the same time: exception handler: expected nothing, but the loop logged: Task exception was never retrieved
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    others = tasks
    try:
        done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
