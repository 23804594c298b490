"""Wrong: where it is cancelled itself, it leaves gather to cancel the readings, which may end after it.

Says: read_all_or_none is itself cancelled after 0.25 s, bo takes 1 s to stop: elapsed: expected 1.25 s,
it waits until bo has stopped, but it took 0.25 s.
"""

import asyncio


async def read_all_or_none(names, read):
    tasks = [asyncio.create_task(read(name)) for name in names]
    try:
        return await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
