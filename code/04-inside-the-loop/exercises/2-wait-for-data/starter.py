"""Exercise: wait for data, but not for ever.

Write receive, below the toy loop that knows errors, cancelling and sockets.
"""

import selectors
import socket
import time

ready, timers, selector = [], [], selectors.DefaultSelector()


class CancelledError(BaseException):
    """Thrown into the coroutine of a task that was cancelled."""


class Future:
    """A result or error that is not there yet, and who waits for it."""
    def __init__(self):
        self.done, self.result, self.error = False, None, None
        self.waiters = []

    def set_result(self, result=None, error=None):
        self.done, self.result, self.error = True, result, error
        ready.extend(self.waiters)

    def __await__(self):
        if not self.done:
            yield self
        if self.error:
            raise self.error
        return self.result


class Task(Future):
    """Drives a coroutine; its result or error is that of the coroutine."""
    def __init__(self, coro):
        super().__init__()
        self.coro, self.waits_for, self.to_throw = coro, None, None
        ready.append(self)

    def step(self):
        error, self.to_throw, self.waits_for = self.to_throw, None, None
        try:
            if error:
                self.waits_for = self.coro.throw(error)
            else:
                self.waits_for = self.coro.send(None)
        except StopIteration as stop:
            self.set_result(stop.value)
        except (Exception, CancelledError) as error:
            self.set_result(error=error)
        else:
            self.waits_for.waiters.append(self)

    def cancel(self):
        self.to_throw = CancelledError()
        if self.waits_for and not self.waits_for.done:
            self.waits_for.waiters.remove(self)
            self.waits_for = None
            ready.append(self)


create_task = Task  # so that programs written for asyncio find it


async def sleep(delay):
    """Let others run for *delay* seconds, at least."""
    future = Future()
    timers.append((time.monotonic() + delay, future))
    await future


async def gather(*coros):
    """Run coroutines together; return the list of their results."""
    tasks = [Task(coro) for coro in coros]
    return [await task for task in tasks]


async def readable(connection):
    """Wait until *connection* has data, or its other end is closed."""
    future = Future()
    selector.register(connection, selectors.EVENT_READ, future)
    try:
        await future
    finally:
        selector.unregister(connection)


def turn():
    """One turn: wait if nobody is ready, then run who is."""
    timers.sort(key=lambda timer: timer[0])
    timeout = None
    if ready:
        timeout = 0
    elif timers:
        timeout = max(0, timers[0][0] - time.monotonic())
    for key, _ in selector.select(timeout):
        key.data.set_result()  # data is there
    while timers and timers[0][0] <= time.monotonic():
        timers.pop(0)[1].set_result()  # a time is over
    for _ in range(len(ready)):
        ready.pop(0).step()


def run(coro):
    """Run *coro* and the tasks that it makes; return its result."""
    main = Task(coro)
    while not main.done:
        turn()
    if main.error:
        raise main.error
    return main.result


async def receive(connection, seconds):
    """Return what the socket has, at most 100 bytes; TimeoutError if there is nothing in time."""
    raise NotImplementedError("receive")


async def tick(station):
    for number in 1, 2:
        await sleep(0.8)
        print("tick", number)
    station.send(b"ada 21")


async def main(reader, station):
    task = create_task(tick(station))
    try:
        await receive(reader, 1.2)
    except TimeoutError:
        print("nothing yet")
    print("received", await receive(reader, 5))
    await task


if __name__ == "__main__":
    station, reader = socket.socketpair()
    with station, reader:
        run(main(reader, station))
