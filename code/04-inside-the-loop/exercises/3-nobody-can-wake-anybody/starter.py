"""Exercise: nobody can wake anybody.

Let run raise Deadlock(number).
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


class Deadlock(RuntimeError):
    """Nobody is ready, and nothing can make anybody ready; *number* tasks wait in vain."""
    def __init__(self, number):
        super().__init__(f"{number} tasks wait, and nothing can wake them")
        self.number = number


async def pass_on(source, target):
    target.set_result(await source)


async def circle():
    left, right = Future(), Future()
    await gather(pass_on(left, right), pass_on(right, left))


if __name__ == "__main__":
    run(circle())
