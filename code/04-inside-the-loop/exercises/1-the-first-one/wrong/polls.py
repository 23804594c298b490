"""Wrong: it looks again and again, a thousand times a second.

Says: delays 1, 0.5, 1.5: polling: expected tasks that wait until somebody wakes them, but one has
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Task, run, sleep  # noqa: E402


async def wait_first(*coros):
    tasks = [Task(coro) for coro in coros]
    while True:
        for task in tasks:
            if task.done:
                return task.result
        await sleep(0.001)
