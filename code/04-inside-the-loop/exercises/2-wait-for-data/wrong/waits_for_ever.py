"""Wrong: where no data comes, nothing ends the wait.

Says: no data, at most 0.15 s, and a task that ticks: expected an end, but the loop would wait for ever
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from grown import Task, gather, readable, run, sleep  # noqa: E402


async def receive(connection, seconds):
    await readable(connection)
    return connection.recv(100)
