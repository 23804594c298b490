"""Wrong: the alarm comes only when the hour is over.

Says: alarm(3) 3540 s late
"""

import asyncio


async def watch(hours, read, alarm):
    readings, missing = [], 0

    async def one():
        try:
            return await read()
        except OSError:
            return None

    for number in range(hours):
        last = number == hours - 1
        reading, _ = await asyncio.gather(one(), asyncio.sleep(0 if last else 3600))
        readings.append(reading)
        missing = missing + 1 if reading is None else 0
        if missing == 3:
            alarm(number)
    return readings
