"""What a process takes, and what it does not."""

import asyncio
import multiprocessing
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

average = {"ada": 21}


def forecast(name):
    average[name] += 1  # whose dictionary is this?
    return average[name], os.getpid()


async def main():
    loop = asyncio.get_running_loop()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        celsius, process = await loop.run_in_executor(pool, forecast, "ada")
        print("forecast:", celsius, "in another process:", process != os.getpid())
        print("here:", average)
        try:
            await loop.run_in_executor(pool, lambda: 21)
        except (pickle.PicklingError, AttributeError):
            print("a lambda cannot be sent")
        for job in os._exit, abs:
            try:
                print(await loop.run_in_executor(pool, job, 1))
            except BrokenProcessPool:
                print(job.__name__, "failed: the pool is broken")


if __name__ == "__main__":
    asyncio.run(main())
