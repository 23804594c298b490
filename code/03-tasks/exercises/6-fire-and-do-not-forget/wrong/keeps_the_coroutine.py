"""Wrong: the coroutine is kept, and not the task.

Says: three at once: result: expected {'firing took': 0, 'kept after 0.5, 1.5, 2.5, 3.5 s': [3, 2, 1, 0]}, but it was {'firing took': 0.0, 'kept after 0.5, 1.5, 2.5, 3.5 s': [0, 0, 0, 0]}.
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


def fire(coro):
    def finished(task):
        background.discard(coro)
        if not task.cancelled() and task.exception():
            report(task.exception())

    task = asyncio.create_task(coro)
    background.add(coro)
    task.add_done_callback(finished)
    return task
