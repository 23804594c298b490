"""Wrong: the results are in the order in which the jobs end.

Says: jobs of 3, 1, 1 and 1 s, n = 2: result: expected [1, 2, 3, 4], but it was [2, 3, 1, 4].
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(n)
    jobs = [loop.run_in_executor(pool, function) for function in functions]
    return [await job for job in asyncio.as_completed(jobs)]
