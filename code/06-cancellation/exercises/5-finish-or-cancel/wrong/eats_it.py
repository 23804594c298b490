"""Wrong: the result is returned where it should end as cancelled.

Says: work that ends within the grace: result: expected 'cancelled', but it was 'returned 21'.
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        done, _ = await asyncio.wait([task], timeout=grace)
        if done:
            return task.result()
        task.cancel()
        await asyncio.wait([task])
        raise
