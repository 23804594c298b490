"""Wrong: it starts the call, and does not wait for what it says.

Says: result: expected [17, 18, 'OSError was raised'], but it was [17, 17, 17].
"""

import asyncio
import time


def ask_sensor():
    time.sleep(0.5)
    return 17


async def tick():
    await asyncio.sleep(0.5)


async def pause():
    await asyncio.sleep(0.5)


async def read_sensor():
    asyncio.get_running_loop().run_in_executor(None, ask_sensor)
    await asyncio.sleep(0.5)
    return 17
