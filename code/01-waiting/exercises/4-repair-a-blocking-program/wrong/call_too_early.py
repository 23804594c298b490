"""Wrong: the sensor is asked before there is a thread.

Says: expected no error, but TypeError was raised in line 25: 'int' object is not callable.
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
    return await asyncio.to_thread(ask_sensor())
