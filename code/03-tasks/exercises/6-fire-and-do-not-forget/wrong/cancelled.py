"""Wrong: a cancelled task has no exception to ask for.

Says: one is cancelled while it waits, one before it has started: exception handler: expected nothing, but the loop logged: Exception in callback
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
    background.discard(task)
    if task.exception():
        report(task.exception())
