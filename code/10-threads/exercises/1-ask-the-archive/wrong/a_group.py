"""Wrong: the group raises a group, and while the thread still asks.

Says: bo fails: result: expected 'the error of bo', but it was "ExceptionGroup('unhandled errors
in a TaskGroup', [OSError('bo is not there')])".
"""

import asyncio


async def ask_all(names, ask):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.to_thread(ask, name)) for name in names]
    return [task.result() for task in tasks]
