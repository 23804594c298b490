"""Wrong: after the last reading there is nothing to wait for.

Says: four hours: elapsed: expected 10860 s, the last reading is there then, but it took 14400 s.
"""

import asyncio


async def watch(hours, read, alarm):
    """Take a reading at each full hour; alarm(number) where three in a row are missing."""
    loop = asyncio.get_running_loop()
    begin, readings, missing = loop.time(), [], 0
    for number in range(hours):
        try:
            readings.append(await read())
            missing = 0
        except OSError:
            readings.append(None)
            missing += 1
        if missing == 3:
            alarm(number)
        await asyncio.sleep(begin + (number + 1) * 3600 - loop.time())
    return readings
