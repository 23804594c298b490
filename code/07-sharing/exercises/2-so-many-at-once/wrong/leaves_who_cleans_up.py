"""Wrong: cancelled from outside, it does not wait for jobs that clean up.

Says: gather_limited is itself cancelled after 0.25 s, the first job takes 1 s to stop: elapsed:
expected 1.25 s, it waits until nothing runs, but it took 0.25 s.
"""

import asyncio


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(job):
        async with places:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        return await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
