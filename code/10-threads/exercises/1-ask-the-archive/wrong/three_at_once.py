"""Wrong: a pool of three makes the fourth name wait.

Says: ['ada', 'ada', 'ada', 'ada', 'ada']: elapsed: expected 1 s, the longest of them, but it took 2 s.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor


async def ask_all(names, ask):
    loop, pool = asyncio.get_running_loop(), ThreadPoolExecutor(3)
    jobs = [loop.run_in_executor(pool, ask, name) for name in names]
    await asyncio.gather(*jobs, return_exceptions=True)
    pool.shutdown(wait=False)
    return [job.result() for job in jobs]
