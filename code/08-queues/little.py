"""Little: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import random
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402


async def work(queue, stays, inside):
    time = asyncio.get_running_loop().time
    while True:
        came, seconds = await queue.get()
        await asyncio.sleep(seconds)
        stays.append(time() - came)
        inside.pop()
        queue.task_done()


async def look(inside, counts):
    while True:
        counts.append(len(inside))
        await asyncio.sleep(0.1)


async def measure(workers):
    chance, queue = random.Random(8), asyncio.Queue()
    time = asyncio.get_running_loop().time
    stays, inside, counts = [], [], []
    tasks = [asyncio.create_task(look(inside, counts))]
    tasks += [asyncio.create_task(work(queue, stays, inside))
              for _ in range(workers)]
    for _ in range(1000):
        await asyncio.sleep(chance.expovariate(5))
        inside.append("a reading")
        queue.put_nowait((time(), chance.uniform(0.3, 0.9)))
    await queue.join()
    for task in tasks:
        task.cancel()
    counted = sum(counts) / len(counts)
    return 1000 / time(), sum(stays) / 1000, counted


print("workers  per second  stays  product  counted")
for workers in 2, 3, 4, 5, 6:
    rate, stay, counted = vloop.run(measure(workers))
    print(f"{workers:7} {rate:11.1f} {stay:6.1f}"
          f" {rate * stay:8.1f} {counted:8.1f}")
