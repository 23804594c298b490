"""Wrong: the wait in the other thread is not awaited.

Says: `read_sensor` returned a coroutine object: an `await` is missing in it.
"""

import asyncio
import time


def ask_sensor():
    """Stands for a library that blocks: leave it as it is."""
    time.sleep(0.5)
    return 21


async def tick():
    await asyncio.sleep(0.5)


async def pause():
    await asyncio.sleep(0.5)


async def read_sensor():
    return asyncio.to_thread(ask_sensor)
