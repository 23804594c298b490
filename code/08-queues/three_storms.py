"""Three storms: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import vloop  # noqa: E402
from depth import Depths  # noqa: E402


async def receive(queue):
    for number in range(20):
        await asyncio.sleep(1)
        await queue.put(number)


async def save_all(queue):
    while True:
        await queue.get()
        await asyncio.sleep(2.3)
        queue.task_done()


async def storm(queue, savers):
    tasks = [asyncio.create_task(save_all(queue))
             for _ in range(savers)]
    await receive(queue)
    await queue.join()  # until all are saved
    for task in tasks:
        task.cancel()


async def three_storms():
    await asyncio.gather(
        storm(depths.watch("no bound, 1 saver", asyncio.Queue()), 1),
        storm(depths.watch("bound 4, 1 saver", asyncio.Queue(4)), 1),
        storm(depths.watch("bound 4, 3 savers", asyncio.Queue(4)), 3),
    )


depths = Depths()

vloop.run(three_storms())
print(depths)
