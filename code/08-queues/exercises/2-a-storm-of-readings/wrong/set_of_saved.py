"""Wrong: what was there before is not put again.

Says: None, 0, an empty list, and one twice:
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while True:
            await save(await queue.get())
            queue.task_done()

    queue, seen = asyncio.Queue(4), []
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(worker()) for _ in range(workers)]
        while (reading := await receive()) is not END:
            if reading not in seen:
                await queue.put(reading)
            seen.append(reading)
        await queue.join()
        for saver in savers:
            saver.cancel()
