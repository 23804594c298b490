"""Wrong: one of two equal readings is saved, so it looks as if both were.

Says: some are there twice, and save 4 fails: result: expected
"""

import asyncio


async def deliver(readings, check, save, left):
    async def save_all():
        for _ in readings:
            reading, value = await queue.get()
            await save(value)
            saved.append(reading)

    readings, saved, queue = list(readings), [], asyncio.Queue(2)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(save_all())
            for reading in readings:
                await queue.put((reading, await check(reading)))
    finally:
        left += [reading for reading in readings if reading not in saved]
