"""Wrong: a TimeoutError of the work is taken for the end of the grace.

Says: work that fails with a TimeoutError of its own within the grace: result: expected "raised TimeoutError('slow disk')", but it was 'cancelled'
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        try:
            async with asyncio.timeout(grace):
                await task
        except TimeoutError:
            pass
        raise
    return task.result()
