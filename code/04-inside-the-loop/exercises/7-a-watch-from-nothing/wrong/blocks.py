"""Wrong: time.sleep stops the loop, and all other tasks of it.

Says: four hours: blocked: expected 0 s, but a blocking call stopped the loop for
"""

import asyncio
import time


async def watch(hours, read, alarm):
    """Take a reading at each full hour; alarm(number) where three in a row are missing."""
    loop = asyncio.get_running_loop()
    begin, readings, missing = loop.time(), [], 0
    for number in range(hours):
        time.sleep(max(0, begin + number * 3600 - loop.time()))
        try:
            readings.append(await read())
            missing = 0
        except OSError:
            readings.append(None)
            missing += 1
        if missing == 3:
            alarm(number)
    return readings
