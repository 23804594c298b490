"""Wrong: it waits for the end, and forgets that it was cancelled.

Says: cancelled after 1.25 s; work looks each 0.5 s: order of events: expected work ends, told
to: True, cancelled: True, but it was: work ends, told to: True, cancelled: False.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        await asyncio.wait([job], timeout=seconds)
    except asyncio.CancelledError:
        pass
    stop.set()
    return await job
