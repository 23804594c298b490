"""Wrong: the queue has no bound.

Says: a burst of 12, one worker: readings that wait to be saved: result: expected 'at most 5', but it was 'more than 5'.
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while True:
            await save(await queue.get())
            queue.task_done()

    queue = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(worker()) for _ in range(workers)]
        while (reading := await receive()) is not END:
            await queue.put(reading)
        await queue.join()
        for saver in savers:
            saver.cancel()
