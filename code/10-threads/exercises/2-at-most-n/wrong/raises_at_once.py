"""Wrong: it raises the first error in time, while others still run.

Says: three jobs of 2, 1 and 3 s, n = 2; job 1 raises: elapsed: expected 4 s, when all have
ended, but it took 1 s.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(n)
    try:
        return await asyncio.gather(*[loop.run_in_executor(pool, function) for function in functions])
    finally:
        pool.shutdown(wait=False)
