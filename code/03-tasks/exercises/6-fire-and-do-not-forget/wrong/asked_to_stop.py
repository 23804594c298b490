"""Wrong: who was asked to stop and failed meanwhile is taken for cancelled.

Says: one that fails when it is cancelled: result: expected {'reported': ["OSError('cannot tidy up')"]
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
    if not task.cancelling() and task.exception():
        report(task.exception())
