"""Wrong: who is cancelled leaves the thread at work, and never tells it.

Says: cancelled after 1.25 s; work looks each 0.5 s: order of events: expected work ends, told
to: True, cancelled: True, but it was: cancelled: True, a thread was left, which goes on.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    await asyncio.wait([job], timeout=seconds)
    stop.set()
    return await job
