"""Wrong: it awaits the tasks in order, so it hears of a failure late.

Says: ada fails with OSError, bo takes 1 s to stop: elapsed: expected 1.5 s, 0.5 and the second that bo needs to stop, but it took
"""

import asyncio


async def read_all_or_none(names, read):
    tasks = [asyncio.create_task(read(name)) for name in names]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
