"""Wrong: `finally` also runs in a task that is being cancelled.

Says: with_progress is itself cancelled after 0.5 s, cy takes 1 s to stop: result: expected 'cancelled: True, reports: [(1, 3)]', but it was 'cancelled: True, reports: [(1, 3), (2, 3), (3, 3)]'.
"""

import asyncio


async def with_progress(coros, report):
    done, failures = 0, []

    async def watch(coro):
        nonlocal done
        try:
            return await coro
        except Exception as error:
            failures.append(error)
        finally:
            done += 1
            report(done, len(coros))

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(watch(coro)) for coro in coros]
    if failures:
        raise ExceptionGroup("failed", failures)
    return [task.result() for task in tasks]
