"""Wrong: all is right but the bound, which is gone.

Says: what is checked and waits to be saved: result: expected '2 wait', but it was 'more than 2 wait'.
"""

import asyncio


async def deliver(readings, check, save, left):
    async def save_all():
        while True:
            reading, value = await queue.get()
            await save(value)
            left.remove(reading)
            queue.task_done()

    readings = list(readings)
    queue = asyncio.Queue()
    left += readings
    async with asyncio.TaskGroup() as group:
        saver = group.create_task(save_all())
        for reading in readings:
            await queue.put((reading, await check(reading)))
        await queue.join()
        saver.cancel()
