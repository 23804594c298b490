"""Wrong: a dict has one task for each name, so a name that is there twice is read once.

Says: read_all_or_none(['dot', 'ada', 'dot']): result: expected [9, 21, 9], but it was [9, 21].
"""

import asyncio


async def read_all_or_none(names, read):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {name: group.create_task(read(name)) for name in names}
    except ExceptionGroup as failed:
        first = failed.exceptions[0]
    else:
        return [task.result() for task in tasks.values()]
    raise first
