"""Wrong: all is received before anything is put; the bound bounds nothing.

Says: a burst of 12, one worker: readings that wait to be saved: result: expected 'at most 5'
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while (reading := await queue.get()) is not END:
            await save(reading)
        await queue.put(END)

    readings = []
    while (reading := await receive()) is not END:
        readings.append(reading)
    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        for reading in readings:
            await queue.put(reading)
        await queue.put(END)
