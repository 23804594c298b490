"""Wrong: what a group raises is a group.

Says: result: expected 'raised: OSError: line is dead', but it was 'raised: ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions), not what ada raised'.
"""

import asyncio


async def read_all_or_none(names, read):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(read(name)) for name in names]
    return [task.result() for task in tasks]
