"""Wrong: the workers are tasks outside of a group, so join waits for one that has died.

Says: the third save raises OSError: expected an end, but
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while True:
            await save(await queue.get())
            queue.task_done()

    queue = asyncio.Queue(4)
    savers = [asyncio.create_task(worker()) for _ in range(workers)]
    try:
        while (reading := await receive()) is not END:
            await queue.put(reading)
        await queue.join()
    finally:
        for saver in savers:
            saver.cancel()
        await asyncio.gather(*savers, return_exceptions=True)
