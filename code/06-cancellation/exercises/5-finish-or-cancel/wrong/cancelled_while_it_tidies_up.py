"""Wrong: who is cancelled while the work tidies up leaves the work alone.

Says: work that needs a second to stop, cancelled again after the grace
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
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
        raise
    return task.result()
