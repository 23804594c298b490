"""Wrong: it runs the loop inside of a task, and whoever waits outside of it has to wait for it.

Says: two of them at a time: result: expected ['ada after 0.5 s', 'cy after 1 s'], but it was ['ada after 1 s', 'cy after 1 s']
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

import toyloop  # noqa: E402
from toyloop import Task, ready, run, sleep  # noqa: E402, F401


async def wait_first(*coros):
    tasks = [Task(coro) for coro in coros]
    while not any(task.done for task in tasks):
        while not ready:
            toyloop.timers.sort(key=lambda timer: timer[0])
            when, future = toyloop.timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        ready.pop(0).step()
    return next(task.result for task in tasks if task.done)
