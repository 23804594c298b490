"""Wrong: results by job: the same job twice has one result.

Says: 2 places, the same job three times: result: expected ['a', 'b', 'c'], but it was ['c',
'c', 'c'].
"""

import asyncio


async def gather_limited(n, jobs):
    places, results = asyncio.Semaphore(n), {}

    async def run(job):
        async with places:
            results[job] = await job()

    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(run(job))
    except ExceptionGroup as failed:
        raise failed.exceptions[0]
    return [results[job] for job in jobs]
