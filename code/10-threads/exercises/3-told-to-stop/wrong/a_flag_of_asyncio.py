"""Wrong: the flag is one of asyncio, which is not made for threads.

Says: it works until it is told; seconds = 2.25: expected no error, but TypeError was raised
"""

import asyncio


async def for_seconds(work, seconds):
    stop = asyncio.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    await asyncio.wait([job], timeout=seconds)
    stop.set()
    return await job
