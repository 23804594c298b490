"""Wrong: when the time is over it waits in `finally` alone, and a cancellation cuts that wait.

Says: cancelled after 1.5 s; work looks each 2 s, and was told at 1 s: elapsed
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
        await asyncio.wait([job])
    return job.result()
