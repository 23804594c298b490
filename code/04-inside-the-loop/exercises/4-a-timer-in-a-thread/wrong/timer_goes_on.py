"""Wrong: the timer is not cancelled with the task.

Says: cancelled after 1 s of 60: result: expected {'task': 'cancelled', 'timers': ['cancelled']},
but it was {'task': 'cancelled', 'timers': ['running']}.
"""

import asyncio
import threading


async def thread_sleep(seconds):
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(None)

    threading.Timer(seconds, loop.call_soon_threadsafe, [wake]).start()
    await future
