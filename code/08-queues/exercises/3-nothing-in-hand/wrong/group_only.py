"""Wrong: a group, and nobody says what is left.

Says: check 1 fails: result: expected
"""

import asyncio


async def deliver(readings, check, save, left):
    async def save_all():
        while True:
            await save(await queue.get())
            queue.task_done()

    queue = asyncio.Queue(2)
    async with asyncio.TaskGroup() as group:
        saver = group.create_task(save_all())
        for reading in readings:
            await queue.put(await check(reading))
        await queue.join()
        saver.cancel()
