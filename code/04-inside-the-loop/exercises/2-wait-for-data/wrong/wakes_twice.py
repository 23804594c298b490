"""Wrong: the timer makes a future done that has a result already, and wakes a task that sleeps by then.

Says: data, then a sleep, then data: events: expected reader: ada 21, a whole sleep, again: bo 18, but
they were: reader: ada 21, the next sleep ended too early
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

import selectors

import grown
from grown import Future, Task, gather, run, sleep  # noqa: E402


async def receive(connection, seconds):
    future = Future()

    async def stop():
        await sleep(seconds)
        future.set_result(True)

    Task(stop())
    grown.selector.register(connection, selectors.EVENT_READ, future)
    try:
        if await future:
            raise TimeoutError
        return connection.recv(100)
    finally:
        grown.selector.unregister(connection)
