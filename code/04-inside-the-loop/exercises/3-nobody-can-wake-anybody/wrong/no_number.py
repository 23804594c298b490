"""Wrong: the message does not say how many tasks wait.

Says: one task, one future: expected a message that says 1 tasks, but it was: 'deadlock'.
"""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402


class Deadlock(RuntimeError):
    pass


def run(coro):
    main = Task(coro)
    while not main.done:
        while not ready:
            if not timers:
                raise Deadlock("deadlock")
            timers.sort(key=lambda timer: timer[0])
            when, future = timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        ready.pop(0).step()
    return main.result
