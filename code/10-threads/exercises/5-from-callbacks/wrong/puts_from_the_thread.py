"""Wrong: the thread puts into the queue itself, and nothing wakes the loop.

Says: three readings, about 1 s after the other: in debug mode the thread gets a RuntimeError:
Non-thread-safe operation invoked on an event loop other than the current one. Which call wakes
the loop?
"""

import asyncio


async def readings(subscribe):
    queue = asyncio.Queue()
    unsubscribe = subscribe(queue.put_nowait)
    try:
        while True:
            yield await queue.get()
    finally:
        unsubscribe()
