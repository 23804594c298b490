"""Wrong: the future may be cancelled by the time the call arrives.

Says: cancelled when the timer fires: exception handler: expected nothing, but the loop logged:
"""

import asyncio
import threading


async def thread_sleep(seconds):
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    timer = threading.Timer(seconds, loop.call_soon_threadsafe, [future.set_result, None])
    timer.start()
    try:
        await future
    finally:
        timer.cancel()
