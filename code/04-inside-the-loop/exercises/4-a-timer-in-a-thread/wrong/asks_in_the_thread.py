"""Wrong: the thread asks whether the future is done; until the loop goes on, it may be cancelled.
Says: the timer fires, and the task is cancelled before the loop goes on: exception handler: expected nothing, but the loop logged: Exception in callback Future.set_result(
"""

import asyncio
import threading


async def thread_sleep(seconds):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            loop.call_soon_threadsafe(future.set_result, None)

    timer = threading.Timer(seconds, wake)
    timer.start()
    try:
        await future
    finally:
        timer.cancel()
