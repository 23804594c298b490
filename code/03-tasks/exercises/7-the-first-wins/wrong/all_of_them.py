"""Wrong: gather waits for all.

Says: three: result: expected 'bo', but it was 'ada'.
"""

import asyncio


async def first(*coros):
    return (await asyncio.gather(*coros))[0]
