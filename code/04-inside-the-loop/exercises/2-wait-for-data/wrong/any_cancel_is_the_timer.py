"""Wrong: a cancellation from outside becomes a TimeoutError.

Says: cancelled from outside: events: expected reader: CancelledError, CancelledError, over in time, but
they were: reader: TimeoutError, over in time.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from grown import CancelledError, Task, gather, readable, run, sleep  # noqa: E402


async def receive(connection, seconds):
    async def data():
        await readable(connection)
        return connection.recv(100)

    async def stop():
        await sleep(seconds)
        task.cancel()

    task = Task(data())
    timer = Task(stop())
    try:
        return await task
    except CancelledError:
        raise TimeoutError from None
    finally:
        task.cancel()
        timer.cancel()
