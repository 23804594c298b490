"""Wrong: the jobs are started outside of the places.

Says: 2 places, jobs of 1, 3, 1, 1 and 1 s: elapsed: expected 4 s, the next begins when a place
is free, but it took 3 s.
"""

import asyncio


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(coro):
        async with places:
            return await coro

    coros = [asyncio.ensure_future(job()) for job in jobs]
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(coro)) for coro in coros]
    except ExceptionGroup as failed:
        raise failed.exceptions[0]
    return [task.result() for task in tasks]
