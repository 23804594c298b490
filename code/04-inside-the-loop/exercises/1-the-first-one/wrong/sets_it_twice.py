"""Wrong: the second result wakes the waiting task again, wherever it is by then.

Says: delays 1, 0.5, 1.5: result: expected {'returned after': 0.5, 'main ended after': 5.5}, but
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
