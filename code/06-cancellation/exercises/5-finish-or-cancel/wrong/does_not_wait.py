"""Wrong: the work is cancelled, and nobody waits until it has ended.

Says: work that needs a second to stop
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        try:
            await asyncio.wait([task], timeout=grace)
        finally:
            task.cancel()
        if task.done() and not task.cancelled():
            task.result()
        raise
    return task.result()
