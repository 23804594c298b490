"""Wrong: wait_for cancels the task when the time is over, and its result is lost.

Says: it works until it is told; seconds = 2.25: result: expected '4 readings', but it was None.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        return await asyncio.wait_for(job, seconds)
    except TimeoutError:
        stop.set()
