"""Wrong: nobody takes the socket out of the selector when time is over.

Says: no data, at most 0.15 s, and a task that ticks: events: expected tick, reader: TimeoutError, over
in time, but they were: tick, reader: TimeoutError, over in time, 1 socket still registered.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from grown import Future, Task, gather, readable, run, sleep  # noqa: E402


async def receive(connection, seconds):
    first = Future()

    async def data():
        await readable(connection)
        if not first.done:
            first.set_result(connection.recv(100))

    async def stop():
        await sleep(seconds)
        if not first.done:
            first.set_result(error=TimeoutError())

    Task(data())
    Task(stop())
    return await first
