"""Wrong: the queue is full, and what does not fit is lost.

Says: three at once: (time, reading): expected an end, but nothing can wake any of these tasks:
main.
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
