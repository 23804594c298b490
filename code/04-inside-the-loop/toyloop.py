"""Toyloop: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import time


ready, timers = [], []


class Future:
    """A result that is not there yet, and who waits for it."""
    def __init__(self):
        self.done, self.result, self.waiters = False, None, []

    def set_result(self, result=None):
        self.done, self.result = True, result
        ready.extend(self.waiters)

    def __await__(self):
        if not self.done:
            yield self
        return self.result


class Task(Future):
    """Drives a coroutine; its result is that of the coroutine."""
    def __init__(self, coro):
        super().__init__()
        self.coro = coro
        ready.append(self)

    def step(self):
        try:
            self.coro.send(None).waiters.append(self)
        except StopIteration as stop:
            self.set_result(stop.value)


async def sleep(delay):
    """Let others run for *delay* seconds, at least."""
    future = Future()
    timers.append((time.monotonic() + delay, future))
    await future


async def gather(*coros):
    """Run coroutines together; return the list of their results."""
    tasks = [Task(coro) for coro in coros]
    return [await task for task in tasks]


def run(coro):
    """Run *coro* and the tasks that it makes; return its result."""
    main = Task(coro)
    while not main.done:
        while not ready:
            timers.sort(key=lambda timer: timer[0])
            when, future = timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        ready.pop(0).step()
    return main.result


if __name__ == "__main__":
    print(run(gather(sleep(0.2), sleep(0.1))))
