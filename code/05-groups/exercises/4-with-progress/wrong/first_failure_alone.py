"""Wrong: the second failure is lost.

Says: two fail: result: expected "raised in a group: [OSError('line is dead'), ValueError('no number')]", but it was "raised without a group: ValueError('no number')".
"""

import asyncio


async def with_progress(coros, report):
    done = 0

    async def watch(coro):
        nonlocal done
        try:
            result = await coro
        except Exception as error:
            result = error
        done += 1
        report(done, len(coros))
        return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(watch(coro)) for coro in coros]
    for task in tasks:
        if isinstance(task.result(), Exception):
            raise task.result() if sum(isinstance(t.result(), Exception) for t in tasks) > 1 else ExceptionGroup(
                "failed", [task.result()])
    return [task.result() for task in tasks]
