"""Wrong: the others are not cancelled.

Says: three: tasks leaked: expected none, but 2 had not ended when it returned.
"""

import asyncio


async def first(*coros):
    for fastest in asyncio.as_completed(coros):
        return await fastest
