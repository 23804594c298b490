"""Wrong: it pauses also when no restart is left, so the error comes late.

Says: it fails always: elapsed: expected 1.5 s, but it took 2 s.
"""

import asyncio


async def supervise(work, restarts, within, pause):
    loop, moments = asyncio.get_running_loop(), []
    while True:
        try:
            return await work()
        except Exception as failure:
            error = failure
        moments = [moment for moment in moments if loop.time() - moment < within]
        over = len(moments) >= restarts
        await asyncio.sleep(pause)
        if over:
            raise error
        moments.append(loop.time())
