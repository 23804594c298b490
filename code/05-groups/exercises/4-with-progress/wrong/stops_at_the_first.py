"""Wrong: the first failure ends everything.

Says: the first to end fails: elapsed: expected 1.5 s, the longest wait, but it took 0.5 s.
"""

import asyncio


async def with_progress(coros, report):
    done = 0

    async def watch(coro):
        nonlocal done
        try:
            return await coro
        finally:
            done += 1
            report(done, len(coros))

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(watch(coro)) for coro in coros]
    return [task.result() for task in tasks]
