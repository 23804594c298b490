"""Does the heart beat while a job runs? Three jobs, four places for them.

`python cures.py --numbers` prints the longest silence of the heart, and how long each job took.
"""

import asyncio
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor


def wait(part=1):
    time.sleep(0.2 * part)


def count(part=1):
    number = int(5_000_000 * part)
    while number:
        number -= 1


def add(part=1):
    sum(range(int(12_000_000 * part)))


async def in_the_loop(job):
    job()


async def in_slices(job):
    for _ in range(20):
        job(0.05)
        await asyncio.sleep(0)


async def in_a_thread(job):
    await asyncio.to_thread(job)


async def in_a_process(job):
    await asyncio.get_running_loop().run_in_executor(pool, job)


async def heart(beats):
    while True:
        beats.append(time.perf_counter())
        await asyncio.sleep(0.01)


async def measure(place, job):
    """Run the job; return the longest silence of the heart meanwhile, and how long it took, in seconds."""
    beats = []
    task = asyncio.create_task(heart(beats))
    await asyncio.sleep(0.03)
    begin = time.perf_counter()
    await place(job)
    end = time.perf_counter()
    task.cancel()
    moments = [begin, *[beat for beat in beats if begin < beat < end], end]
    return max(later - earlier for earlier, later in zip(moments, moments[1:])), end - begin


async def main():
    await in_a_process(int)  # it starts
    print(f"{'':14}wait   count  add")
    for place in in_the_loop, in_slices, in_a_thread, in_a_process:
        line = f"{place.__name__.replace('_', ' '):14}"
        for job in wait, count, add:
            silence, took = await measure(place, job)
            for again in range(5):  # was it the job, or what else the machine did? That is seldom there again
                if silence <= took / 2 or again and silence > 0.9 * took:
                    break
                silence, took = min((silence, took), await measure(place, job))
            if "--numbers" in sys.argv:
                line += f"{1000 * silence:4.0f} of {1000 * took:4.0f} ms  "
            else:
                line += "stops  " if silence > took / 2 else "beats  "
        print(line.rstrip())


if __name__ == "__main__":
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        asyncio.run(main())
