"""Wrong: it subscribes when it is called, before anybody asks for a reading.

Says: the first reading is asked for after 2 s: order of events: expected the first reading is asked
for, subscribed, unsubscribed, but it was: subscribed, the first reading is asked for, unsubscribed.
"""

import asyncio


def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    unsubscribe = subscribe(lambda reading: loop.call_soon_threadsafe(queue.put_nowait, reading))

    async def stream():
        try:
            while True:
                yield await queue.get()
        finally:
            unsubscribe()

    return stream()
