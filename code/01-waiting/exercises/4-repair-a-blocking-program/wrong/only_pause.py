"""Wrong: one of the two still blocks.

Says: blocked: expected 0 s, but a blocking call stopped the loop for 0.5 s.
Read again in chapter 1: "Doesn't block" is half true: a heart that stops.
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
    return ask_sensor()
