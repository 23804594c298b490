"""Wrong: it raises at once, and the other task goes on.

Says: save 1 fails:
"""

import asyncio


async def deliver(readings, check, save, left):
    async def check_all():
        for reading in readings:
            await queue.put((reading, await check(reading)))

    async def save_all(number):
        for _ in range(number):
            reading, value = await queue.get()
            await save(value)
            left.remove(reading)

    readings = list(readings)
    queue = asyncio.Queue(2)
    left += readings
    await asyncio.gather(check_all(), save_all(len(readings)))
