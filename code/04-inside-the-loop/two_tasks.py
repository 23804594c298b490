"""Two tasks: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

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


async def wait_for(future, name):
    print(name, "waits")
    print(name, "has", await future)


future = Future()
Task(wait_for(future, "ada"))
Task(wait_for(future, "bo"))
while ready:
    ready.pop(0).step()
print("nobody is ready")
future.set_result(21)
print("the result is there")
while ready:
    ready.pop(0).step()
