"""Wrong: the timer does nothing, and the loop's own clock does the waiting.

Says: two of 1 s together: elapsed: expected 1.25 s, when the timers call (they are late here), but it took 1 s.
"""

import asyncio
import threading


async def thread_sleep(seconds):
    timer = threading.Timer(seconds, print)
    timer.start()
    try:
        await asyncio.sleep(seconds)
    finally:
        timer.cancel()
