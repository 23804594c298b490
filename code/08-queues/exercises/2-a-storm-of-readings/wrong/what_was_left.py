"""Wrong: the next call saves what a failed one has left, of another line.

Says: a call after one that failed: saved: result: expected ["'ada'", "'bo'"], but it was ["'ada'", "'bo'", '1', '2', '3'].
"""

import asyncio

END = object()
left = []


async def save_all(receive, save, workers):
    queue = asyncio.Queue(4)
    for reading in left:
        queue.put_nowait(reading)
    left.clear()
    try:
        async with asyncio.TaskGroup() as group:
            savers = [group.create_task(worker(queue, save)) for _ in range(workers)]
            while (reading := await receive()) is not END:
                await queue.put(reading)
            await queue.join()
            for saver in savers:
                saver.cancel()
    finally:
        while not queue.empty():
            left.append(queue.get_nowait())


async def worker(queue, save):
    while True:
        reading = await queue.get()
        await save(reading)
        queue.task_done()
