"""Keep: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def keep(coro, tasks):
    task = asyncio.create_task(coro)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def main():
    background = set()
    keep(asyncio.sleep(0.1), background)
    keep(asyncio.sleep(0.05), background)
    print("kept:", len(background))
    await asyncio.gather(*background)
    print("kept:", len(background))


if __name__ == "__main__":
    asyncio.run(main())
