"""Wrong: the names are in the order in which the stations have ended.

Says: all answer: result: expected "readings {'ada': 21, 'bo': 18, 'cy': 24}, failures {}", but it was "readings {'bo': 18, 'ada': 21, 'cy': 24}, failures {}".
"""

import asyncio


async def read_what_you_can(names, read):
    readings, failures = {}, {}

    async def watch(name):
        try:
            readings[name] = await read(name)
        except Exception as error:
            failures[name] = error

    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(watch(name))
    return readings, failures
