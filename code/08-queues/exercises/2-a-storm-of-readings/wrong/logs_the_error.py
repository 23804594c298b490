"""Wrong: who fails is written down, and the others go on.

Says: the third save raises OSError: it went on: after the failure it began to save 4, 5, 6, 7, 8, 9, 10, 11.
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    queue = asyncio.Queue(4)

    async def work():
        while True:
            reading = await queue.get()
            try:
                await save(reading)
            except OSError as error:
                print("not saved:", error)
            finally:
                queue.task_done()

    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(work()) for _ in range(workers)]
        while (reading := await receive()) is not END:
            await queue.put(reading)
        await queue.join()
        for saver in savers:
            saver.cancel()
