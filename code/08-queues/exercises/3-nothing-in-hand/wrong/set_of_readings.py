"""Wrong: a set of what is not saved yet; one that is there twice is there once.

Says: None, 0, a list, and one twice: expected no error, but TypeError was raised in line
"""

import asyncio


async def deliver(readings, check, save, left):
    async def save_all():
        while True:
            reading, value = await queue.get()
            await save(value)
            open_ones.discard(reading)
            queue.task_done()

    readings = list(readings)
    open_ones, queue = set(readings), asyncio.Queue(2)
    try:
        async with asyncio.TaskGroup() as group:
            saver = group.create_task(save_all())
            for reading in readings:
                await queue.put((reading, await check(reading)))
            await queue.join()
            saver.cancel()
    finally:
        left += open_ones
