"""Wrong: a default value is made once, so the next stream gives what the last one has left.

Says: the reader closes it while two readings wait, and takes another stream: result: expected
['old 1', 'new 1', 'new 2'], but it was ['old 1', 'old 2', 'old 3'].
"""

import asyncio
import collections


async def readings(subscribe, inbox=collections.deque()):
    loop, event = asyncio.get_running_loop(), asyncio.Event()

    def on_reading(reading):
        inbox.append(reading)
        loop.call_soon_threadsafe(event.set)

    unsubscribe = subscribe(on_reading)
    try:
        while True:
            while inbox:
                yield inbox.popleft()
            event.clear()
            if not inbox:
                await event.wait()
    finally:
        unsubscribe()
