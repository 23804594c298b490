"""Wrong: it expects OSError alone, so another failure ends the group.

Says: two fail: expected no error, but TypeError was raised in line 14, in an ExceptionGroup: a bug
"""

import asyncio


async def read_what_you_can(names, read):
    readings, failures = {}, {}

    async def watch(name):
        try:
            readings[name] = await read(name)
        except OSError as error:
            failures[name] = error

    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(watch(name))
    return ({n: readings[n] for n in names if n in readings}, {n: failures[n] for n in names if n in failures})
