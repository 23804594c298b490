"""Wrong: only OSError is a reading that is missing.

Says: a failure of another kind: result: expected
"""

import asyncio


async def watch(hours, read, alarm):
    """Take a reading at each full hour; alarm(number) where three in a row are missing."""
    loop = asyncio.get_running_loop()
    begin, readings, missing = loop.time(), [], 0
    for number in range(hours):
        await asyncio.sleep(begin + number * 3600 - loop.time())
        try:
            readings.append(await read())
            missing = 0
        except Exception:
            readings.append(None)
            missing += 1
        if missing == 3:
            alarm(number)
    return readings
