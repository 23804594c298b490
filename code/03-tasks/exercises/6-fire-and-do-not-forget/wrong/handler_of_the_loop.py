"""Wrong: the loop calls its handler only for what nobody has asked for.

Says: and what is reported then: result: expected {'awaited': [21, None, "ValueError('disk full') was raised"], 'reported': ["ValueError('disk full')"]}, but it was {'awaited': [21, None, "ValueError('disk full') was raised"], 'reported': []}.
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


def fire(coro):
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: report(context["exception"]))
    task = asyncio.create_task(coro)
    background.add(task)
    task.add_done_callback(background.discard)
    return task
