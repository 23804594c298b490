"""Wrong: 0 degrees is a reading.

Says: three are missing, twice: result: expected [None, None, None, 0, None, None, None], but it was
"""

import asyncio


async def watch(hours, read, alarm):
    begin, readings = asyncio.get_running_loop().time(), []
    for number in range(hours):
        await asyncio.sleep(begin + number * 3600 - asyncio.get_running_loop().time())
        try:
            readings.append(await read() or None)
        except OSError:
            readings.append(None)
        if readings[-3:] == [None] * 3 and readings[-4:-3] != [None]:
            alarm(number)
    return readings
