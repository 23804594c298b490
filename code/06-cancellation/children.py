"""Children: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save(how):
    await asyncio.sleep(0.5)
    print(how, "saved")


async def owner(how):
    if how == "group":
        async with asyncio.TaskGroup() as group:
            group.create_task(save(how))
    task = asyncio.create_task(save(how))
    if how == "await":
        await task
    elif how == "gather":
        await asyncio.gather(task)
    else:
        await asyncio.wait([task])


async def main():
    ways = ["await", "gather", "group", "wait"]
    owners = [asyncio.create_task(owner(how)) for how in ways]
    await asyncio.sleep(0.05)
    for task in owners:
        task.cancel()
    await asyncio.sleep(0.7)
    print([task.cancelled() for task in owners])


if __name__ == "__main__":
    asyncio.run(main())
