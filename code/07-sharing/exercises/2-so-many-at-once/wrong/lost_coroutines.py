"""Wrong: coroutine objects are made at once, and those that wait are lost.

Says: gather_limited is itself cancelled after 0.25 s, the first job takes 1 s to stop: never
awaited: expected no lost coroutine, but 2 of `job` never ran.
"""

import asyncio


async def gather_limited(n, jobs):
    places = asyncio.Semaphore(n)

    async def run(coro):
        async with places:
            return await coro

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job())) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0]
    return [task.result() for task in tasks]
