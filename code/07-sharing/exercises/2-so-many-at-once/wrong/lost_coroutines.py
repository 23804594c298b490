"""Wrong: coroutine objects are made at once, and those that wait are lost.

Says: 2 places; the second job raises OSError at 0.5 s, the first takes 1 s to stop, three wait:
order of events: expected start slow, start bad, cancelled slow, stopped slow, but it was: start
slow, start bad, start later, cancelled later, cancelled
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
