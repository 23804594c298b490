"""Wrong: left is complete, and the cancellation ends here.

Says: cancelled at 23 moments: result: expected 'left is complete', but it was 'after 0 s: it is
not cancelled'.
"""

import asyncio


async def deliver(readings, check, save, left):
    async def save_all():
        for _ in readings:
            reading, value = await queue.get()
            await save(value)
            left.remove(reading)

    readings = list(readings)
    queue = asyncio.Queue(2)
    left += readings
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(save_all())
            for reading in readings:
                await queue.put((reading, await check(reading)))
    except asyncio.CancelledError:
        pass
