"""Wrong: it looks again and again whether there is data.

Says: data after 0.1 s: polling: expected tasks that wait until somebody wakes them, but one has
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

import time

from grown import Future, Task, gather, run, sleep  # noqa: E402


async def receive(connection, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return connection.recv(100)
        except BlockingIOError:
            await sleep(0)
    raise TimeoutError
