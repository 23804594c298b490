"""Wrong: an IndexError of the program is taken for that of the timers.

Says: a program that fails with an IndexError of its own: result: expected 'IndexError', but it was 'Deadlock'.
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402, F401


class Deadlock(RuntimeError):
    def __init__(self, number):
        super().__init__(f"{number} tasks wait, and nothing can wake them")
        self.number = number


def run(coro):
    tasks = [Task(coro)]
    try:
        while not tasks[0].done:
            while not ready:
                timers.sort(key=lambda timer: timer[0])
                when, future = timers.pop(0)
                time.sleep(max(0, when - time.monotonic()))
                future.set_result()
            task = ready.pop(0)
            if task not in tasks:
                tasks.append(task)
            task.step()
    except IndexError:
        raise Deadlock(len([task for task in tasks if not task.done])) from None
    return tasks[0].result
