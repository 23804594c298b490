"""Wrong: the exception is not looked at by anybody.

Says: one of two fails: result: expected {'reported': ["OSError('disk full')"]}, but it was {'reported': []}.
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
