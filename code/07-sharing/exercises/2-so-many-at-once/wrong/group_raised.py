"""Wrong: a group is raised.

Says: 2 places; the second job raises OSError at 0.5 s, the other one takes 1 s to stop, three
wait: result: expected 'raised it', but it was 'raised ExceptionGroup'.
"""

import asyncio


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(job):
        async with places:
            return await job()

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(run(job)) for job in jobs]
    return [task.result() for task in tasks]
