"""Wrong: a TimeoutError of the work itself is taken for the end of the time.

Says: work raises TimeoutError('of the work itself'): result: expected 'its error', but it was
'it returned None'.
"""

import asyncio
import threading


async def for_seconds(work, seconds):
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        return await asyncio.wait_for(asyncio.shield(job), seconds)
    except TimeoutError:
        stop.set()
        try:
            return await job
        except TimeoutError:
            return None
    finally:
        stop.set()
        await asyncio.wait([job])
