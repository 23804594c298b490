"""Wrong: it cancels the workers when the queue is empty, and they still have readings in the hand.

Says: a burst of 12, one worker: result: expected
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while True:
            await save(await queue.get())

    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(worker()) for _ in range(workers)]
        while (reading := await receive()) is not END:
            await queue.put(reading)
        while not queue.empty():
            await asyncio.sleep(0.1)
        for saver in savers:
            saver.cancel()
