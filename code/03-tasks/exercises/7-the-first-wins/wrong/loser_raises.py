"""Wrong: what a loser raises while it stops takes the place of the result.

Says: a loser that fails while it stops: expected no error, but ValueError was raised
"""

import asyncio
import contextlib


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await task
