"""Wrong: results in the order in which they come.

Says: 2 places, jobs of 1, 3, 1, 1 and 1 s: result: expected [None, 0, ValueError('a value, not
raised'), None, 0], but it was [None, ValueError('a value, not raised'), 0, None, 0].
"""

import asyncio


async def gather_limited(n, jobs):
    places, results = asyncio.Semaphore(n), []

    async def run(job):
        async with places:
            results.append(await job())

    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(run(job))
    except ExceptionGroup as failed:
        raise failed.exceptions[0]
    return results
