"""Wrong: the coroutine runs inside another one, which drops its result.

Says: what await gives of the task that fire returns: result: expected [21, None, "ValueError('disk full') was raised"], but it was [None, None, None].
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
