"""Wrong: the other thread sets the result, and nothing wakes the loop.

Says: two of 1 s together: expected an end, but nothing can wake any of these tasks: main, thread_sleep
"""

import asyncio
import threading


async def thread_sleep(seconds):
    future = asyncio.get_running_loop().create_future()
    timer = threading.Timer(seconds, future.set_result, [None])
    timer.start()
    try:
        await future
    finally:
        timer.cancel()
