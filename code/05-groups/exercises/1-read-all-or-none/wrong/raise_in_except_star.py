"""Wrong: what is raised in an except* block comes out in a group.

Says: ada fails with OSError, bo takes 1 s to stop: result: expected "raised: OSError('line is dead')", but it was "raised: ExceptionGroup('',
"""

import asyncio


async def read_all_or_none(names, read):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(name)) for name in names]
    except* Exception as failed:
        raise failed.exceptions[0]
    return [task.result() for task in tasks]
