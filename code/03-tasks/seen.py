"""Seen: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save(name):
    await asyncio.sleep(0.1)
    raise OSError("disk full")


async def main():
    task = asyncio.create_task(save("bo"), name="save bo")
    try:
        await task
    except OSError as error:
        print(task.get_name(), "failed:", error)


if __name__ == "__main__":
    asyncio.run(main())
