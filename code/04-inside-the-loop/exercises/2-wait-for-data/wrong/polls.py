"""Wrong: the loop asks again and again, and never waits.

Says: only sleeps: polling: expected a wait until something happens, but select was called
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
            for key, _ in selector.select(0):
                selector.unregister(key.fileobj)
                key.data.set_result()
            while timers and timers[0][0] <= time.monotonic():
                timers.pop(0)[1].set_result()
        ready.pop(0).step()
    return main.result
