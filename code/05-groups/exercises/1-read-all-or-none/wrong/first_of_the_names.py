"""Wrong: it raises the failure of the first name, not the first failure.

Says: ada fails with OSError, bo takes 1 s to stop: result: expected 'raised: OSError: line is dead', but it was
"""

import asyncio


async def read_all_or_none(names, read):
    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks += [group.create_task(read(name)) for name in names]
    except ExceptionGroup:
        pass
    return [task.result() for task in tasks if not task.cancelled()]
