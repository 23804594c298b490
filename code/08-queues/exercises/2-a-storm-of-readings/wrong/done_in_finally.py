"""Wrong: a failure is done, too: nobody hears of it.

Says: the third save raises OSError: result: expected ['OSError'], but it was ['no exception'].
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker():
        while True:
            reading = await queue.get()
            try:
                await save(reading)
            except Exception:
                pass
            finally:
                queue.task_done()

    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(worker()) for _ in range(workers)]
        while (reading := await receive()) is not END:
            await queue.put(reading)
        await queue.join()
        for saver in savers:
            saver.cancel()
