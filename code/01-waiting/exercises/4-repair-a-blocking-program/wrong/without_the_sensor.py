"""Wrong: the wait is repaired, but nobody asks the sensor.

Says: result: expected [None, 17, None], but it was [None, 21, None].
Read again in chapter 1: A file read blocks.
"""

import asyncio
import time


def ask_sensor():
    """Stands for a library that blocks: leave it as it is."""
    time.sleep(0.5)
    return 21


async def pause():
    await asyncio.sleep(0.5)


async def read_sensor():
    await asyncio.sleep(0.5)
    return 21
