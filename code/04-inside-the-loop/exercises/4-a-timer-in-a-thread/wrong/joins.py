"""Wrong: the timer is waited for in the way of threads, which blocks.

Says: two of 1 s together: blocked: expected 0 s, but a blocking call stopped the loop for 2.5 s.
"""

import threading


async def thread_sleep(seconds):
    timer = threading.Timer(seconds, lambda: None)
    timer.start()
    timer.join()
