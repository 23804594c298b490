"""Wrong: work that ends by itself is not noticed before the time is over.

Says: it ends by itself after about 1 s; seconds = 9: elapsed: expected 1.0274 s, but it took 9 s.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        await asyncio.sleep(seconds)
    finally:
        stop.set()
        await asyncio.wait([job])
    return job.result()
