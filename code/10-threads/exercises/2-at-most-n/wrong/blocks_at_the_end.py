"""Wrong: the end of the `with` waits for the threads when it is cancelled, and blocks the loop.

Says: three jobs of 2 s, n = 1, cancelled after 1 s: blocked: expected 0 s, but a blocking call
stopped the loop for 1 s.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(n) as pool:
        jobs = [loop.run_in_executor(pool, function) for function in functions]
        await asyncio.gather(*jobs, return_exceptions=True)
    return [job.result() for job in jobs]
