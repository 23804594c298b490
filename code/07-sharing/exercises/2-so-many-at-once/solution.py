"""Exercise: so many at once."""

import asyncio


async def gather_limited(n, jobs):
    """Run jobs, at most *n* at once; raise the first failure itself."""
    places = asyncio.Semaphore(n)

    async def run(job):
        async with places:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        first = failed.exceptions[0]
    else:
        return [task.result() for task in tasks]
    raise first


async def job():
    await asyncio.sleep(0.1)
    return "done"


async def main():
    print(await gather_limited(2, [job] * 5))


if __name__ == "__main__":
    asyncio.run(main())
