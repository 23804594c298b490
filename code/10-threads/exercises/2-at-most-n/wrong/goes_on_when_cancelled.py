"""Wrong: what is in the queue of the pool runs, although nobody waits for it any more.

Says: three jobs of 2 s, n = 1, cancelled after 1 s: order of events: expected cancelled: True,
ended at 1 s, begun: [0], but it was: cancelled: True, ended at 1 s, begun: [0, 1, 2].
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(n)
    jobs = [loop.run_in_executor(pool, function) for function in functions]
    if jobs:
        await asyncio.wait(jobs)
    pool.shutdown(wait=False)
    return [job.result() for job in jobs]
