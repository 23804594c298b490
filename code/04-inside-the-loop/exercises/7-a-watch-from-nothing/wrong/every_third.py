"""Wrong: the alarm is given once more after the next three.

Says: seven are missing: order of events: expected
"""

import asyncio


async def watch(hours, read, alarm):
    loop = asyncio.get_running_loop()
    begin, readings, missing = loop.time(), [], 0
    for number in range(hours):
        await asyncio.sleep(begin + number * 3600 - loop.time())
        try:
            readings.append(await read())
            missing = 0
        except OSError:
            readings.append(None)
            missing += 1
        if missing == 3:
            alarm(number)
            missing = 0
    return readings
