"""Solution: the toy loop notices a deadlock."""

import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # where the toy loop is

from toyloop import Future, Task, gather, ready, sleep, timers  # noqa: E402


class Deadlock(RuntimeError):
    """Nobody is ready, and nothing can make anybody ready; *number* tasks wait in vain."""
    def __init__(self, number):
        super().__init__(f"{number} tasks wait, and nothing can wake them")
        self.number = number


def run(coro):
    """Run *coro* and all tasks that it makes; return its result.

    Raises Deadlock where tasks are left that nothing can wake.
    """
    tasks = [Task(coro)]
    while not tasks[0].done:
        while not ready:
            if not timers:
                raise Deadlock(len([task for task in tasks if not task.done]))
            timers.sort(key=lambda timer: timer[0])
            when, future = timers.pop(0)
            time.sleep(max(0, when - time.monotonic()))
            future.set_result()
        task = ready.pop(0)
        if task not in tasks:  # every task is in the ready queue once, at least
            tasks.append(task)
        task.step()
    return tasks[0].result


async def pass_on(source, target):
    target.set_result(await source)


async def circle():
    left, right = Future(), Future()
    await gather(pass_on(left, right), pass_on(right, left))


async def line():
    left, right = Future(), Future()
    left.set_result("hello")
    await gather(pass_on(left, right), sleep(0.1))
    return await right


if __name__ == "__main__":
    print("a line:", run(line()))
    try:
        run(circle())
    except Deadlock as error:
        print("a circle:", error)
