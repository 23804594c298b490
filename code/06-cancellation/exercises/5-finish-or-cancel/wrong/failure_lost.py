"""Wrong: a failure during the grace is not told.

Says: work that fails within the grace: result: expected
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        try:
            await asyncio.wait([task], timeout=grace)
        except asyncio.CancelledError:
            pass
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
    return task.result()
