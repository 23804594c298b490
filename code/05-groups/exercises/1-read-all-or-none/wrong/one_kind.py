"""Wrong: it expects an OSError.

Says: ada fails with ValueError, bo takes 1 s to stop: result: expected 'raised: ValueError: battery is empty', but it was 'raised: ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions), not what ada raised'.
"""

import asyncio


async def read_all_or_none(names, read):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(name)) for name in names]
    except ExceptionGroup as failed:
        if isinstance(failed.exceptions[0], OSError):
            raise failed.exceptions[0]
        raise
    return [task.result() for task in tasks]
