"""Wrong: each function has a pool of its own, so all run at once.

Says: four jobs of 1 s, n = 2: elapsed: expected 2 s, but it took 1 s.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(ThreadPoolExecutor(n), function) for function in functions]
    await asyncio.gather(*jobs, return_exceptions=True)
    return [job.result() for job in jobs]
