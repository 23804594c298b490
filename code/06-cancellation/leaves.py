"""Leaves: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import safe_lines
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import everywhere  # noqa: E402


async def good(pool):
    async with await pool.connect() as line:
        return await line.ask("ada")


async def beside(pool):
    task = asyncio.create_task(good(pool), name="child")
    await asyncio.wait([task])


async def grouped(pool):
    async with asyncio.TaskGroup() as group:
        group.create_task(good(pool), name="child")


async def for_ever(pool):
    while True:
        try:
            await good(pool)
        except BaseException:
            pass  # next time
        await asyncio.sleep(3000)


for function in beside, grouped, for_ever:
    report = everywhere.cancel(function, safe_lines.Pool)
    print(f"{function.__name__}: {len(report.wrong)} wrong")
    for point in report.wrong[:1]:
        print("   ", point.outcome, *point.left)
