"""Wrong: the limit ends the waiting, and leaves the work.

Says: work that needs longer than the grace: order of events:
"""

import asyncio


async def finish_or_cancel(coro, grace):
    task = asyncio.create_task(coro)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        try:
            await asyncio.wait_for(asyncio.shield(task), grace)
        except TimeoutError:
            pass
        raise
