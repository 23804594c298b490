"""Wrong: the library goes on when nobody reads any more.

Says: three readings, about 1 s after the other: (time, reading): order of events: expected
subscribed, unsubscribed, but it was: subscribed.
"""

import asyncio


async def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    subscribe(lambda reading: loop.call_soon_threadsafe(queue.put_nowait, reading))
    while True:
        yield await queue.get()
