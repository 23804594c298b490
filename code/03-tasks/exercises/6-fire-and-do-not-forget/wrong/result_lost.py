"""Wrong: the coroutine runs inside another one, which drops its result.

Says: but it was {'awaited': [None, None, None], 'reported': ["ValueError('disk full')"]}.
"""

import asyncio

background = set()


def report(error):
    print("failed:", repr(error))


def fire(coro):
    task = asyncio.create_task(watched(coro))
    background.add(task)
    task.add_done_callback(background.discard)
    return task


async def watched(coro):
    try:
        await coro
    except Exception as error:
        report(error)
