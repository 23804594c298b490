"""Wrong: only one kind of exception is reported.

Says: two of three fail, one of them at once: result:
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
    if not task.cancelled() and isinstance(task.exception(), OSError):
        report(task.exception())
