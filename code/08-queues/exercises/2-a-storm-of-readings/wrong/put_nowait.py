"""Wrong: put_nowait does not wait for room.

Says: a burst of 12, one worker: expected no error, but QueueFull was raised in line
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while True:
            await save(await queue.get())
            queue.task_done()

    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(worker()) for _ in range(workers)]
        while (reading := await receive()) is not END:
            queue.put_nowait(reading)
        await queue.join()
        for saver in savers:
            saver.cancel()
