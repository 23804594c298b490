"""Waves: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


done = []


def read(name):
    time.sleep(0.5)
    done.append(name)


async def four_jobs(pool):
    loop = asyncio.get_running_loop()
    jobs = [loop.run_in_executor(pool, read, name)
            for name in ("ada", "bo", "cy", "dee")]
    await asyncio.sleep(0.15)
    print("cancelled:", jobs[0].cancel(), jobs[3].cancel())
    await asyncio.wait(jobs)


async def main():
    start = time.perf_counter()
    pool = ThreadPoolExecutor(2)
    await four_jobs(pool)
    print("read:", sorted(done))
    print("seconds:", int(2 * (time.perf_counter() - start)) / 2)
    pool.shutdown(wait=False)


if __name__ == "__main__":
    asyncio.run(main())
