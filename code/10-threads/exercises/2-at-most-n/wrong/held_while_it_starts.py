"""Wrong: the semaphore is held while the job is started, and not while it runs.

Says: four jobs of 1 s, n = 2: elapsed: expected 2 s, but it took 1 s.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    loop, semaphore = asyncio.get_running_loop(), asyncio.Semaphore(n)
    pool = ThreadPoolExecutor(100)

    async def start(function):
        async with semaphore:
            return loop.run_in_executor(pool, function)

    jobs = [await start(function) for function in functions]
    await asyncio.gather(*jobs, return_exceptions=True)
    return [job.result() for job in jobs]
