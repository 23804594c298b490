"""Wrong: the second result wakes the waiting task again, wherever it is by then.

Says: delays 1, 0.5, 1.5: the next sleep: expected 5 s, but it ended too early
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, run, sleep  # noqa: E402


async def wait_first(*coros):
    first = Future()

    async def report(coro):
        first.set_result(await coro)

    for coro in coros:
        Task(report(coro))
    return await first
