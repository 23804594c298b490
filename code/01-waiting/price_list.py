"""What a task, a thread and a process cost: time and memory.

    python price_list.py              compares the three
    python price_list.py --numbers    prints what your machine measures, too
"""

import asyncio
import multiprocessing
import platform
import sys
import threading
import time
import tracemalloc


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


async def shortest_task(tries):
    return min([await time_of_task() for _ in range(tries)])


async def memory_of_task(how_many=2000):
    """Bytes that Python has taken for a task that waits."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tasks = [asyncio.create_task(asyncio.sleep(60)) for _ in range(how_many)]
    await asyncio.sleep(0)  # each runs until it waits
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    return (after - before) / how_many


def resident():
    """Bytes of real memory that this process has now (0: this system does not say)."""
    try:
        with open("/proc/self/status") as file:
            lines = dict(line.split(":", 1) for line in file)
        return 1024 * int(lines["VmRSS"].split()[0])
    except OSError:
        return 0


def memory_of_thread(how_many=100):
    """Bytes of real memory for a thread that waits."""
    end, ready = threading.Event(), threading.Barrier(how_many + 1)

    def wait():
        ready.wait()
        end.wait()

    before = resident()
    threads = [threading.Thread(target=wait) for _ in range(how_many)]
    for thread in threads:
        thread.start()
    ready.wait()
    after = resident()
    end.set()
    for thread in threads:
        thread.join()
    return (after - before) / how_many


def memory_of_process():
    """Bytes of real memory of a fresh Python that does nothing."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(resident)


if __name__ == "__main__":
    # What else the machine does only adds time: the shortest try says most.
    task = asyncio.run(shortest_task(tries=500))
    thread = min(time_of(threading.Thread) for _ in range(300))
    process = min(time_of(multiprocessing.Process) for _ in range(10))
    print("a thread >= 3 tasks:", thread > 3 * task)
    print("a process >= 3 threads:", process > 3 * thread)

    if "--numbers" in sys.argv:
        sizes = (asyncio.run(memory_of_task()), memory_of_thread(), memory_of_process())
        print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()},",
              time.strftime("%Y-%m-%d"))
        for name, seconds, size in zip(["task", "thread", "process"], [task, thread, process], sizes):
            print(f"{name:8}{1e6 * seconds:10,.0f} µs{size / 1024:12,.1f} KiB"
                  if size else f"{name:8}{1e6 * seconds:10,.0f} µs   memory: not known here")
