"""Wrong: the queue for threads blocks the loop.

Says: three readings, about 1 s after the other: (time, reading): blocked: expected 0 s, but a
blocking call stopped the loop for 3.2213 s.
"""

import queue


async def readings(subscribe):
    inbox = queue.Queue()
    unsubscribe = subscribe(inbox.put)
    try:
        while True:
            yield inbox.get()
    finally:
        unsubscribe()
