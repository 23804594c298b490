"""Wrong: nothing keeps the task alive.

Says: a task that only fire refers to: order of events: expected start, end, but it was: start.
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


def fire(coro):
    task = asyncio.create_task(coro)
    task.add_done_callback(finished)
    return task


def finished(task):
    if not task.cancelled() and task.exception():
        report(task.exception())
