"""Wrong: an event and a variable keep the last reading alone.

Says: the reader is slower than the library: result: expected [1, 2, 3, 4], but it was [1, 4].
"""

import asyncio


async def readings(subscribe):
    loop, event, last = asyncio.get_running_loop(), asyncio.Event(), []

    def keep(reading):
        last[:] = [reading]
        event.set()

    unsubscribe = subscribe(lambda reading: loop.call_soon_threadsafe(keep, reading))
    try:
        while True:
            await event.wait()
            event.clear()
            yield last[0]
    finally:
        unsubscribe()
