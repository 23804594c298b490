"""Wrong: the cancelled wait tells the thread to stop, and does not wait for its end.

Says: cancelled after 1.25 s; work looks each 0.5 s: order of events: expected work ends, told
to: True, cancelled: True, but it was: cancelled: True, a task was
left, which ended a moment later.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        await asyncio.wait([job], timeout=seconds)
    finally:
        stop.set()
    return await job
