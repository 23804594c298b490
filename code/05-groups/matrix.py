"""Matrix: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from failure_matrix import matrix


async def gather(coros):
    return await asyncio.gather(*coros)


async def gather_exceptions(coros):
    return await asyncio.gather(*coros, return_exceptions=True)


async def as_completed(coros):
    return [await one for one in asyncio.as_completed(coros)]


async def wait(coros):
    return await asyncio.wait([asyncio.create_task(c) for c in coros])


async def wait_first(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    return await asyncio.wait(
        tasks, return_when=asyncio.FIRST_EXCEPTION)


async def task_group(coros):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(coro) for coro in coros]
    return [task.result() for task in tasks]


async def main():
    await matrix(gather, gather_exceptions, as_completed,
                 wait, wait_first, task_group)


if __name__ == "__main__":
    asyncio.run(main())
