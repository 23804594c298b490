"""Wrong: it looks each twentieth of a second, so the end of the work is noticed late.

Says: it ends by itself after about 1 s; seconds = 9: elapsed: expected 1.0274 s, but it took 1.05 s.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    loop, stop = asyncio.get_running_loop(), threading.Event()
    job, end = asyncio.create_task(asyncio.to_thread(work, stop)), loop.time() + seconds
    try:
        while not job.done() and loop.time() < end:
            await asyncio.sleep(0.05)
    finally:
        stop.set()
        await asyncio.wait([job])
    return job.result()
