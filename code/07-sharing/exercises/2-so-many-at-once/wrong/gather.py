"""Wrong: gather stops nobody.

Says: 2 places; the second job raises OSError at 0.5 s, the other one takes 1 s to stop, three
wait: elapsed: expected 1.5 s, but it took 0.5 s.
"""

import asyncio


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(job):
        async with places:
            return await job()

    return await asyncio.gather(*[run(job) for job in jobs])
