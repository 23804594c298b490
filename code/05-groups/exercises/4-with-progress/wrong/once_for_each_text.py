"""Wrong: failures are kept by their text, and two stations may fail in the same way.

Says: all fail, and two of them in the same way: result: expected "raised in a group: [OSError('line is dead'), OSError('no line'), OSError('no line')]",
"""

import asyncio


async def with_progress(coros, report):
    done, failures = 0, {}

    async def watch(coro):
        nonlocal done
        result = None
        try:
            result = await coro
        except Exception as error:
            failures[repr(error)] = error
        done += 1
        report(done, len(coros))
        return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(watch(coro)) for coro in coros]
    if failures:
        raise ExceptionGroup("failed", [*failures.values()])
    return [task.result() for task in tasks]
