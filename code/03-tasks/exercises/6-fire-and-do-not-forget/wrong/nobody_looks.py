"""Wrong: the exception is not looked at by anybody.

Says: two of three fail, one of them at once: result: expected {'reported': ["KeyError('cy')", "OSError('disk full')"], 'kept': 0}, but it was {'reported': [], 'kept': 0}.
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


def fire(coro):
    task = asyncio.create_task(coro)
    background.add(task)
    task.add_done_callback(background.discard)
    return task
