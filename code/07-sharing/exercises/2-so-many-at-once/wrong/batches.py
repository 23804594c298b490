"""Wrong: it waits for a whole batch.

Says: 2 places, jobs of 1, 3, 1, 1 and 1 s: elapsed: expected 4 s, the next begins when a place
is free, but it took 5 s.
"""

import asyncio


async def gather_limited(n, jobs):
    results = []
    for start in range(0, len(jobs), n):
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(job()) for job in jobs[start:start + n]]
        except ExceptionGroup as failed:
            raise failed.exceptions[0]
        results += [task.result() for task in tasks]
    return results
