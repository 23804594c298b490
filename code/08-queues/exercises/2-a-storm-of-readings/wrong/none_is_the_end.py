"""Wrong: None ends the workers, and None is a reading.

Says: None, 0, an empty list, and one twice:
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while (reading := await queue.get()) is not None:
            await save(reading)

    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        while (reading := await receive()) is not END:
            await queue.put(reading)
        for _ in range(workers):
            await queue.put(None)
