"""Wrong: the tasks are kept when they have ended.

Says: three at once: result: expected {'firing took': 0, 'kept after 0.5, 1.5, 2.5, 3.5 s': [3, 2, 1, 0]}, but it was {'firing took': 0.0, 'kept after 0.5, 1.5, 2.5, 3.5 s': [3, 3, 3, 3]}.
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


def fire(coro):
    task = asyncio.create_task(coro)
    background.add(task)
    task.add_done_callback(finished)
    return task


def finished(task):
    if not task.cancelled() and task.exception():
        report(task.exception())
