"""Wrong: `asyncio.wait` refuses an empty list.

Says: []: expected no error, but ValueError was raised
"""

import asyncio


async def ask_all(names, ask):
    tasks = [asyncio.create_task(asyncio.to_thread(ask, name)) for name in names]
    await asyncio.wait(tasks)
    return [task.result() for task in tasks]
