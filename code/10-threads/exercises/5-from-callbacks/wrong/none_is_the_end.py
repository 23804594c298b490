"""Wrong: `None` is a reading, too.

Says: three readings, about 1 s after the other: (time, reading): result: expected [(1.0537, 21),
(2.1371, None), (3.2213, 24)], but it was [(1.0537, 21)].
"""

import asyncio


async def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    unsubscribe = subscribe(lambda reading: loop.call_soon_threadsafe(queue.put_nowait, reading))
    try:
        while (reading := await queue.get()) is not None:
            yield reading
    finally:
        unsubscribe()
