"""Wrong: one dict for all calls, so two at the same moment have the same results.

Says: one that fails, then two calls together, 2 places for 4 jobs and 1 for 2; then 3 for 3: result: expected [['ada 0', 'ada 1',
'ada 2', 'ada 3'], ['bo 0', 'bo 1'], ['cy 0', 'cy 1', 'cy 2']], but it was [['bo 0',
"""

import asyncio

results = {}


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(number, job):
        async with places:
            results[number] = await job()

    try:
        async with asyncio.TaskGroup() as group:
            for number, job in enumerate(jobs):
                group.create_task(run(number, job))
    except ExceptionGroup as failed:
        first = failed.exceptions[0]
    else:
        return [results[number] for number in range(len(jobs))]
    raise first
