"""Eats it: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import safe_lines
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import everywhere  # noqa: E402


def in_use(pool):
    used = pool.lines - pool.free
    return f"{used} line in use" if used else None


async def eats_it(pool):
    async with await pool.connect() as line:
        try:
            return await line.ask("ada")
        except asyncio.CancelledError:
            return None  # no reading this time


report = everywhere.cancel(eats_it, safe_lines.Pool, check=in_use)
for point in report.wrong:
    print(point.when, point.outcome, point.left)
