"""Wrong: where first itself is cancelled, it cancels the others and does not wait for them.

Says: `first` itself is cancelled after 0.5 s, and one needs 2 s to stop: elapsed: expected 2.5 s, the stopping is awaited, but it took 0.5 s.
"""

import asyncio


async def first(*coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    for task in others:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return done.pop().result()
