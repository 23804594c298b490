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
    return average[name]


def crash():
    os._exit(1)  # as a fault in C code does


async def main():
    loop = asyncio.get_running_loop()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        print(await loop.run_in_executor(pool, forecast, "ada"))
        print("here:", average)
        for job in (lambda: 21), crash, os.getpid:
            try:
                print(await loop.run_in_executor(pool, job))
            except BrokenProcessPool:
                print("the pool is broken")
            except (pickle.PicklingError, AttributeError):
                print("it cannot be sent")


if __name__ == "__main__":
    asyncio.run(main())
