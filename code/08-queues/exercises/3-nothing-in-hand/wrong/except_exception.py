"""Wrong: a reading in the hand is kept after a failure, and lost after a cancellation.

Says: check 5 fails: result: expected
"""

import asyncio

END = object()


async def deliver(readings, check, save, left):
    async def check_all():
        for reading in rest:
            try:
                await queue.put((reading, await check(reading)))
            except Exception:
                left.append(reading)
                raise
        await queue.put(END)

    async def save_all():
        while (pair := await queue.get()) is not END:
            try:
                await save(pair[1])
            except Exception:
                left.append(pair[0])
                raise

    rest, queue = iter(readings), asyncio.Queue(2)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(check_all())
            group.create_task(save_all())
    finally:
        while not queue.empty():
            if (pair := queue.get_nowait()) is not END:
                left.append(pair[0])
        left += rest
