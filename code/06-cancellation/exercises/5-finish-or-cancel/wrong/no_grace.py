"""Wrong: the cancel is passed on at once.

Says: work that ends within the grace:
"""

import asyncio


async def finish_or_cancel(coro, grace):
    return await asyncio.create_task(coro)
