"""Wrong: a second cancel leaves the work alone.

Says: a second cancel during the grace
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=grace)
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
        raise
    return task.result()
