"""Wrong: who cancels the task must be able to see that it was cancelled.

Says: cancelled after 1 s of 60: result: expected {'task': 'cancelled', 'timers': ['cancelled']}, but it
was {'task': 'ended as if nothing had happened', 'timers': ['cancelled']}.
"""

import asyncio
import threading


async def thread_sleep(seconds):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(None)

    timer = threading.Timer(seconds, loop.call_soon_threadsafe, [wake])
    timer.start()
    try:
        await future
    except asyncio.CancelledError:
        timer.cancel()
