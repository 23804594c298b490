"""Solution: the toy loop waits for data, with a selector."""

import selectors
import socket
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402

selector = selectors.DefaultSelector()


async def readable(connection):
    """Wait until *connection* has data, or its other end is closed."""
    future = Future()
    selector.register(connection, selectors.EVENT_READ, future)
    await future


def wait():
    """Sleep until a connection is readable or the first timer is due."""
    timers.sort(key=lambda timer: timer[0])
    timeout = max(0, timers[0][0] - time.monotonic()) if timers else None
    if sys.platform == "win32" and not selector.get_map():
        time.sleep(timeout)  # select refuses to watch nothing there
    else:
        for key, _ in selector.select(timeout):
            selector.unregister(key.fileobj)
            key.data.set_result()
    while timers and timers[0][0] <= time.monotonic():
        timers.pop(0)[1].set_result()


def run(coro):
    """Run *coro* and all tasks that it makes; return its result."""
    main = Task(coro)
    while not main.done:
        while not ready:
            wait()
        ready.pop(0).step()
    return main.result


async def listen(connection):
    await readable(connection)
    print("received", connection.recv(100))


async def tick(station):
    for number in 1, 2, 3:
        await sleep(0.1)
        print("tick", number)
    station.send(b"ada 21")


if __name__ == "__main__":
    run(sleep(0.1))
    print("nothing registered: it slept")
    station, reader = socket.socketpair()
    with station, reader:
        run(gather(listen(reader), tick(station)))
