"""Wrong: it is closed, and still gives what waits.

Says: the reader closes it while two readings wait, and takes another stream: expected no error, but
RuntimeError was raised: async generator ignored GeneratorExit. It was closed, and came to another
`yield`.
"""

import asyncio


async def readings(subscribe):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()
    unsubscribe = subscribe(lambda reading: loop.call_soon_threadsafe(queue.put_nowait, reading))
    try:
        while True:
            yield await queue.get()
    finally:
        unsubscribe()
        while not queue.empty():
            yield queue.get_nowait()
