"""Wrong: one future for all calls, so the first timer wakes everybody.

Says: 1 s and 2 s together, then 1 s: result: expected {'ended at': [1.25, 2.25, 3.5], 'timers': ['fired', 'fired', 'fired']},
but it was {'ended at': [1.25, 1.25,
"""

import asyncio
import threading

sleeping = []


async def thread_sleep(seconds):
    loop = asyncio.get_running_loop()
    if not sleeping or sleeping[0].done():
        sleeping[:] = [loop.create_future()]
    future = sleeping[0]

    def wake():
        if not future.done():
            future.set_result(None)

    timer = threading.Timer(seconds, loop.call_soon_threadsafe, [wake])
    timer.start()
    try:
        await future
    finally:
        timer.cancel()
