"""Wrong: what blocked is gone, and with it the pause.

Says: `pause` alone: expected a wait of 0.5 s, as before.
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
    pass


async def read_sensor():
    return await asyncio.to_thread(ask_sensor)
