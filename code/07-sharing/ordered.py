"""Ordered: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import deadlock  # noqa: E402


async def move_in_order(name, source, target, order):
    first, second = sorted((source, target), key=order.index)
    async with first, second:
        await asyncio.sleep(0.5)
        print(name, "has moved it")


async def two_ordered_moves():
    day, year = asyncio.Lock(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        for name, one, two in ("ada", day, year), ("bo", year, day):
            group.create_task(
                move_in_order(name, one, two, [day, year]))


async def timed():
    await two_ordered_moves()
    return asyncio.get_running_loop().time()


print("virtual seconds:", deadlock.run(timed()))
