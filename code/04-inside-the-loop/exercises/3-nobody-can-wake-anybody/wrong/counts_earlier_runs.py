"""Wrong: the tasks that an earlier run has left are counted too.
Says: a circle of two, and then a run of one task: the numbers: result: expected [3, 1], but it was [3, 4].
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402, F401

tasks = []


class Deadlock(RuntimeError):
    def __init__(self, number):
        super().__init__(f"{number} tasks wait, and nothing can wake them")
        self.number = number


def run(coro):
    main = Task(coro)
    while not main.done:
        while not ready:
            if not timers:
                raise Deadlock(len([task for task in tasks if not task.done]))
            timers.sort(key=lambda timer: timer[0])
            when, future = timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        task = ready.pop(0)
        if task not in tasks:
            tasks.append(task)
        task.step()
    return main.result
