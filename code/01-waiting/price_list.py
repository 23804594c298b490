"""What a task, a thread and a process cost, from start to finish.

    python price_list.py              compares the three
    python price_list.py --numbers    prints your times too
"""

import asyncio
import sys
import time
from multiprocessing import Process
from threading import Thread


def nothing():
    pass


async def nothing_async():
    pass


async def time_of_task():
    start = time.perf_counter()
    await asyncio.create_task(nothing_async())
    return time.perf_counter() - start


def time_of(kind):
    start = time.perf_counter()
    worker = kind(target=nothing)
    worker.start()
    worker.join()
    return time.perf_counter() - start


async def cheapest_task(tries):
    return min([await time_of_task() for _ in range(tries)])


if __name__ == "__main__":
    # What else runs only adds time: the cheapest try says most.
    task = asyncio.run(cheapest_task(tries=500))
    thread = min(time_of(Thread) for _ in range(300))
    process = min(time_of(Process) for _ in range(10))

    print("task < thread < process:", task < thread < process)
    print("a thread costs at least 3 tasks:", thread > 3 * task)
    print("a process costs at least 3 threads:", process > 3 * thread)
    if "--numbers" in sys.argv:
        for name, seconds in [
            ("task", task), ("thread", thread), ("process", process)
        ]:
            print(f"{name:8} {1_000_000 * seconds:10,.1f} microseconds")
