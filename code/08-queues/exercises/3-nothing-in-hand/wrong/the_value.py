"""Wrong: what is left in the queue is the value, and not the reading.

Says: save 1 fails: result: expected
"""

import asyncio

END = object()


async def deliver(readings, check, save, left):
    async def check_all():
        for reading in rest:
            try:
                await queue.put(await check(reading))
            except BaseException:
                left.append(reading)
                raise
        await queue.put(END)

    async def save_all():
        while (value := await queue.get()) is not END:
            try:
                await save(value)
            except BaseException:
                left.append(value)
                raise

    rest, queue = iter(readings), asyncio.Queue(2)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(check_all())
            group.create_task(save_all())
    finally:
        while not queue.empty():
            if (value := queue.get_nowait()) is not END:
                left.append(value)
        left += rest
