"""Wrong: it takes apart a group that a reading has raised.

Says: ada raises a group, bo takes 1 s to stop: result: expected 'raised: ExceptionGroup: a region (1 sub-exception)', but it was 'raised: OSError: two of its stations, not what ada raised'.
"""

import asyncio


async def read_all_or_none(names, read):
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(read(name)) for name in names]
    except ExceptionGroup as failed:
        first = failed
        while isinstance(first, ExceptionGroup):
            first = first.exceptions[0]
        raise first from None
    return [task.result() for task in tasks]
