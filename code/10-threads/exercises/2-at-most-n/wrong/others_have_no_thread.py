"""Wrong: a semaphore counts, but the threads are those of the loop, and there are 32 of them.

Says: 40 jobs of 1 s, n = 40: elapsed: expected 1 s, but it took 2 s.
"""

import asyncio


async def run_blocking(functions, n):
    semaphore = asyncio.Semaphore(n)

    async def one(function):
        async with semaphore:
            return await asyncio.to_thread(function)

    jobs = [asyncio.create_task(one(function)) for function in functions]
    await asyncio.gather(*jobs, return_exceptions=True)
    return [job.result() for job in jobs]
