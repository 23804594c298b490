"""Wrong: the others are told to stop, and nobody waits until they have.

Says: ada fails with OSError, bo takes 1 s to stop: elapsed: expected 1.5 s, 0.5 and the second that bo needs to stop, but it took 0.5 s.
"""

import asyncio


async def read_all_or_none(names, read):
    tasks = [asyncio.create_task(read(name)) for name in names]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
