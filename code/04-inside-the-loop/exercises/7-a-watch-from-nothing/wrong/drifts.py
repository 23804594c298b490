"""Wrong: an hour after each reading is later than the full hour.

Says: four hours: order of events: expected read at hour 0, read at hour 1,
"""

import asyncio


async def watch(hours, read, alarm):
    """Take a reading at each full hour; alarm(number) where three in a row are missing."""
    readings, missing = [], 0
    for number in range(hours):
        try:
            readings.append(await read())
            missing = 0
        except OSError:
            readings.append(None)
            missing += 1
        if missing == 3:
            alarm(number)
        if number < hours - 1:
            await asyncio.sleep(3600)
    return readings
