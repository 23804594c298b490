"""Wrong: the failures are raised in a `finally`, and take the place of a cancel.

Says: cancelled after 0.5 s, when one has failed: result: expected 'cancelled: True, reports: [(1, 2)]', but it was 'cancelled: False
"""

import asyncio


async def with_progress(coros, report):
    done, failures = 0, []

    async def watch(coro):
        nonlocal done
        result = None
        try:
            result = await coro
        except Exception as error:
            failures.append(error)
        done += 1
        report(done, len(coros))
        return result

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(watch(coro)) for coro in coros]
        return [task.result() for task in tasks]
    finally:
        if failures:
            raise ExceptionGroup("failed", failures)
