"""Wrong: the grace is always waited for.

Says: work that ends within the grace: elapsed: expected 1 s
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        try:
            await asyncio.sleep(grace)
        except asyncio.CancelledError:
            pass
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.result()
        raise
    return task.result()
