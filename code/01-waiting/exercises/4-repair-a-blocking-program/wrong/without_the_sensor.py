"""Wrong: the wait is repaired, but nobody asks the sensor.

Says: result: expected [None, None, 17], but it was [None, None, 21].
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
    await asyncio.sleep(0.5)
    return 21
