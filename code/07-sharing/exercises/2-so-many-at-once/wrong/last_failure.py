"""Wrong: the failure of the last job in the list, not the first failure.

Says: 2 places; the first job raises OSError at 0.5 s, the other one takes 1 s to stop, and
fails then, three wait: result: expected 'raised it', but it was 'raised KeyError'.
"""

import asyncio


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(job):
        async with places:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup:
        raise [task.exception() for task in tasks if not task.cancelled() and task.exception()][-1]
    return [task.result() for task in tasks]
