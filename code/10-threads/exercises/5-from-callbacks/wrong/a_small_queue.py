"""Wrong: the queue is full, and what does not fit is lost.

Says: the reader is slower than the library: result: expected [1, 2, 3, 4], but it was [1, 2].
"""

import asyncio


async def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue(1)
    unsubscribe = subscribe(lambda reading: loop.call_soon_threadsafe(queue.put_nowait, reading))
    try:
        while True:
            yield await queue.get()
    finally:
        unsubscribe()
