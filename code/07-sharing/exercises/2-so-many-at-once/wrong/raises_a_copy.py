"""Wrong: a new exception of the same kind, not the job's own.

Says: 2 places; the second job raises OSError at 0.5 s, the other one takes 1 s to stop, three wait: result: expected 'raised it',
but it was 'raised OSError, a new one'.
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
    except ExceptionGroup as failed:
        raise type(failed.exceptions[0])(*failed.exceptions[0].args) from None
    return [task.result() for task in tasks]
