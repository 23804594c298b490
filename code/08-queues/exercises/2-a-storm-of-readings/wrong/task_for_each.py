"""Wrong: a task for each reading; the semaphore limits the saves, and nothing limits the tasks.

Says: a burst of 12, one worker: readings that wait to be saved: result: expected 'at most 5'
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def one(reading):
        async with limit:
            await save(reading)

    limit = asyncio.Semaphore(workers)
    async with asyncio.TaskGroup() as group:
        while (reading := await receive()) is not END:
            group.create_task(one(reading))
