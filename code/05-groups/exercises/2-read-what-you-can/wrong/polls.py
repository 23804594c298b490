"""Wrong: it looks every hundredth of a second whether they have ended.

Says: all answer: elapsed: expected 1.57079 s, the longest wait, but it took 1.58 s.
"""

import asyncio


async def read_what_you_can(names, read):
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    try:
        while not all(task.done() for task in tasks.values()):
            await asyncio.sleep(0.01)
    finally:
        for task in tasks.values():
            task.cancel()
        while not all(task.done() for task in tasks.values()):
            await asyncio.sleep(0.01)
    readings, failures = {}, {}
    for name, task in tasks.items():
        if task.cancelled():
            failures[name] = asyncio.CancelledError()
        elif task.exception():
            failures[name] = task.exception()
        else:
            readings[name] = task.result()
    return readings, failures
