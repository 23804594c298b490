"""Wrong: without a timer there is no first timer.

Says: data, and another task ticks: expected no error, but IndexError was raised in line 29
"""

import selectors
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402

selector = selectors.DefaultSelector()


async def readable(connection):
    future = Future()
    selector.register(connection, selectors.EVENT_READ, future)
    await future


def run(coro):
    main = Task(coro)
    while not main.done:
        while not ready:
            timers.sort(key=lambda timer: timer[0])
            when = timers[0][0]
            for key, _ in selector.select(max(0, when - time.monotonic())):
                selector.unregister(key.fileobj)
                key.data.set_result()
            while timers and timers[0][0] <= time.monotonic():
                timers.pop(0)[1].set_result()
        ready.pop(0).step()
    return main.result
