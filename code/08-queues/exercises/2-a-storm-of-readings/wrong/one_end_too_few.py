"""Wrong: one END ends one worker; the others wait for ever.

Says: a burst of 12, three workers: expected an end, but nothing can wake any of these tasks
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while (reading := await queue.get()) is not END:
            await save(reading)

    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker())
        while (reading := await receive()) is not END:
            await queue.put(reading)
        await queue.put(END)
