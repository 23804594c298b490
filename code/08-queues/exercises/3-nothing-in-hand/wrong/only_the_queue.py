"""Wrong: what is in the queue and what was not begun is left, and what is in a hand is forgotten.

Says: check 1 fails: result: expected
"""

import asyncio

END = object()


async def deliver(readings, check, save, left):
    async def check_all():
        for reading in rest:
            await queue.put((reading, await check(reading)))
        await queue.put(END)

    async def save_all():
        while (pair := await queue.get()) is not END:
            await save(pair[1])

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
