"""Wrong: a second cancel is ignored, and the grace begins again.

Says: a second cancel during the grace: elapsed: expected
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        while True:
            try:
                await asyncio.wait([task], timeout=grace)
                break
            except asyncio.CancelledError:
                pass
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
        raise
    return task.result()
