"""Wrong: it looks each tenth of a second, so a reading is late.

Says: three readings, about 1 s after the other: (time, reading): result: expected [(1.0537, 21),
(2.1371, None), (3.2213, 24)], but it was [(1.1, 21), (2.2, None), (3.3, 24)].
"""

import asyncio
import queue


async def readings(subscribe):
    inbox = queue.Queue()
    unsubscribe = subscribe(inbox.put)
    try:
        while True:
            try:
                yield inbox.get_nowait()
            except queue.Empty:
                await asyncio.sleep(0.1)
    finally:
        unsubscribe()
