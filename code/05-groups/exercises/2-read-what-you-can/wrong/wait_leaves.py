"""Wrong: wait does not pass a cancellation on to its tasks.

Says: read_what_you_can is itself cancelled after 0.25 s, bo takes 1 s to stop: elapsed: expected 1.25 s, it waits until bo has stopped, but it took 0.25 s.
"""

import asyncio


async def read_what_you_can(names, read):
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    if tasks:
        await asyncio.wait(tasks.values())
    readings, failures = {}, {}
    for name, task in tasks.items():
        try:
            readings[name] = task.result()
        except BaseException as error:
            failures[name] = error
    return readings, failures
