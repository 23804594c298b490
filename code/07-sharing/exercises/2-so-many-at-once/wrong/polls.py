"""Wrong: a job looks every hundredth of a second whether there is a place.

Says: 1 place, jobs of 0.31257 and 0.25 s: elapsed: expected 0.56257 s, the next begins when a place is free, but it took 0.57 s.
"""

import asyncio


async def gather_limited(n, jobs):
    running = 0

    async def run(job):
        nonlocal running
        while running >= n:
            await asyncio.sleep(0.01)
        running += 1
        try:
            return await job()
        finally:
            running -= 1

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0]
    return [task.result() for task in tasks]
