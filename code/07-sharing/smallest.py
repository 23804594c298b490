"""Smallest: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import schedules  # noqa: E402


async def close(day, archive):
    await asyncio.sleep(2)
    archive.extend(day)
    await asyncio.sleep(1)  # it is written
    day.clear()


async def reading(day, name, delay):
    await asyncio.sleep(delay)
    day.append(name)


async def midnight():
    day, archive = [], []
    async with asyncio.TaskGroup() as group:
        for name, delay in ("ada", 1), ("bo", 2):
            group.create_task(reading(day, name, delay), name=name)
        group.create_task(close(day, archive), name="close")
    return {"ada", "bo"} - set(day + archive)


def check(lost):
    return lost and f"lost: {', '.join(sorted(lost))}"


print(schedules.explore(midnight, check=check))
