"""Good: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import safe_lines
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))
import everywhere  # noqa: E402


def in_use(pool):
    used = pool.lines - pool.free
    return f"{used} line in use" if used else None


async def good(pool):
    async with await pool.connect() as line:
        return await line.ask("ada")


report = everywhere.cancel(
    good, safe_lines.Pool, check=in_use, again=True)
print(len(report.points), "runs,", len(report.wrong), "wrong")
