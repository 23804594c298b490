"""Wrong: the task looks a thousand times a second whether the timer has fired.

Says: two of 1 s together: polling: expected a wait until the timer calls, but the task sleeps and looks
"""

import asyncio
import threading


async def thread_sleep(seconds):
    fired = []
    timer = threading.Timer(seconds, fired.append, [True])
    timer.start()
    try:
        while not fired:
            await asyncio.sleep(0.001)
    finally:
        timer.cancel()
