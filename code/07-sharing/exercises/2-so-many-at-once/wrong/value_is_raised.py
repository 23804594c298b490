"""Wrong: a result that is an exception is raised.

Says: 2 places, jobs of 1, 3, 1, 1 and 1 s: expected no error, but ValueError was raised
"""

import asyncio


async def gather_limited(n, jobs):
    places, failed = asyncio.Semaphore(n), []

    async def run(job):
        async with places:
            try:
                return await job()
            except Exception as error:
                failed.append(error)
                for task in tasks:
                    if task is not asyncio.current_task():
                        task.cancel()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in failed + results:
        if isinstance(result, Exception):
            raise result
    return results
