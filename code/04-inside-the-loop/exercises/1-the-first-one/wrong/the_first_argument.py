"""Wrong: the first that was started is not the first that is done.

Says: delays 1, 0.5, 1.5: order of events: expected bo answers, first is bo, ada answers, cy answers,
but it was: bo answers, ada answers, first is ada, cy answers.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Task, run, sleep  # noqa: E402


async def wait_first(*coros):
    tasks = [Task(coro) for coro in coros]
    return await tasks[0]
