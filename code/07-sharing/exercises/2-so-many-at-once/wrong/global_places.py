"""Wrong: one semaphore for all calls.

Says: 1 place, jobs of 0.31257 and 0.25 s: elapsed: expected 0.56257 s, the next begins when a place is
free, but it took 0.31257 s.
"""

import asyncio


places = None


async def gather_limited(n, jobs):
    global places
    places = places or asyncio.Semaphore(n)

    async def run(job):
        async with places:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0]
    return [task.result() for task in tasks]
