"""Wrong: one task that waits is no deadlock while another can still go on.

Says: a program that ends: expected an end, but Deadlock(1) was raised
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
    main = Task(coro)
    while not main.done:
        if not timers and len(ready) < 2:
            raise Deadlock(1)
        while not ready:
            timers.sort(key=lambda timer: timer[0])
            when, future = timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        ready.pop(0).step()
    return main.result
