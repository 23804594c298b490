"""Wrong: `call_soon` is for the loop's own thread.

Says: three readings, about 1 s after the other: in debug mode the thread gets a RuntimeError:
Non-thread-safe operation invoked on an event loop other than the current one. Which call wakes
the loop?
"""

import asyncio


async def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    unsubscribe = subscribe(lambda reading: loop.call_soon(queue.put_nowait, reading))
    try:
        while True:
            yield await queue.get()
    finally:
        unsubscribe()
