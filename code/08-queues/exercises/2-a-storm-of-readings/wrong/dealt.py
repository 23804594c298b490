"""Wrong: dealt out, with a queue for each worker: a slow save holds up the readings behind it.

Says: the first save takes 5 s, the others 1 s: elapsed: expected 5 s, one worker has the first,
the other one all others, but it took 7 s.
"""

import asyncio

END = object()


async def save_all(receive, save, workers):
    async def worker(queue):
        while (reading := await queue.get()) is not END:
            await save(reading)

    queues = [asyncio.Queue(1) for _ in range(workers)]
    async with asyncio.TaskGroup() as group:
        for queue in queues:
            group.create_task(worker(queue))
        number = 0
        while (reading := await receive()) is not END:
            await queues[number % workers].put(reading)
            number += 1
        for queue in queues:
            await queue.put(END)
