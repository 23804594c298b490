"""Wrong: the workers go on after a failure.

Says: 2 places; the second job raises OSError at 0.5 s, the other one takes 1 s to stop, three
wait: elapsed: expected 1.5 s, but it took 0.5 s.
"""

import asyncio


async def gather_limited(n, jobs):
    results, left = {}, list(enumerate(jobs))

    async def worker():
        while left:
            number, job = left.pop(0)
            results[number] = await job()

    await asyncio.gather(*[worker() for _ in range(n)])
    return [results[number] for number in range(len(jobs))]
