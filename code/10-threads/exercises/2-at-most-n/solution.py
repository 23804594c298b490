"""Exercise: at most n."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def run_blocking(functions, n):
    """Call the functions, which block, at most *n* at once; return their results in order."""
    loop = asyncio.get_running_loop()
    pool = ThreadPoolExecutor(n)
    try:
        jobs = [loop.run_in_executor(pool, function) for function in functions]
        await asyncio.gather(*jobs, return_exceptions=True)
        return [job.result() for job in jobs]
    finally:
        pool.shutdown(wait=False)


def read():
    time.sleep(1)
    return 21


async def main():
    start = time.perf_counter()
    print(await run_blocking([read] * 4, 2))
    print(f"took {int(time.perf_counter() - start)} s")


if __name__ == "__main__":
    asyncio.run(main())
