"""Wrong: the failure is printed, and nobody hears of it.

Says: check 1 fails: result: expected
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
    queue = asyncio.Queue(2)
    left += readings
    try:
        async with asyncio.TaskGroup() as group:
            saver = group.create_task(save_all())
            for reading in readings:
                await queue.put((reading, await check(reading)))
            await queue.join()
            saver.cancel()
    except* Exception as error:
        print("failed:", error.exceptions)
