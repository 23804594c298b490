"""Wrong: a library that calls after the end waits for ever for room in the queue.

Says: the library calls 300 times more after its end: order of events: expected subscribed,
unsubscribed, 300 of 300 late calls have returned, but it was: subscribed, unsubscribed, 3 of 300 late calls have returned.
"""

import asyncio


async def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue(3)
    unsubscribe = subscribe(lambda reading: asyncio.run_coroutine_threadsafe(queue.put(reading), loop).result())
    try:
        while True:
            yield await queue.get()
    finally:
        unsubscribe()
