"""Wrong: the task that would tell it is cancelled, but nobody waits for its end.

Says: it ends by itself after about 1 s; seconds = 9: order of events: expected work ends, told to:
False, but it was: work ends, told to: False, a task was left, which ended a moment later.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()

    async def tell():
        await asyncio.to_thread(stop.wait, seconds)
        stop.set()

    telling = asyncio.create_task(tell())
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        await asyncio.wait([job])
    finally:
        stop.set()
        await asyncio.wait([job])
        telling.cancel()
    return job.result()
