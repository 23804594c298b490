"""Wrong: the number of the first example is not that of all.

Says: one task, one future: expected Deadlock(1), as many tasks wait, but it was Deadlock(2).
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402


class Deadlock(RuntimeError):
    def __init__(self, number):
        self.number = number


def run(coro):
    tasks = [main := Task(coro)]
    while not main.done:
        while not ready:
            if not timers:
                raise Deadlock(2)
            timers.sort(key=lambda timer: timer[0])
            when, future = timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        task = ready.pop(0)
        if task not in tasks:
            tasks.append(task)
        task.step()
    return main.result
