"""Wrong: None is a result too, so the second one sets it again.

Says: results of None: the next sleep: expected 5 s, but it ended too early
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, run, sleep  # noqa: E402


async def wait_first(*coros):
    first = Future()

    async def report(coro):
        result = await coro
        if not first.result:
            first.set_result(result)

    for coro in coros:
        Task(report(coro))
    return await first
