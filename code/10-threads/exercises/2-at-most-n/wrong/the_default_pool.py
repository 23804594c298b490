"""Wrong: the pool of the loop has its own number of threads.

Says: four jobs of 1 s, n = 2: elapsed: expected 2 s, but it took 1 s.
"""

import asyncio


async def run_blocking(functions, n):
    jobs = [asyncio.create_task(asyncio.to_thread(function)) for function in functions]
    await asyncio.gather(*jobs, return_exceptions=True)
    return [job.result() for job in jobs]
