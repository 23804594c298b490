"""Wrong: the failures are in the order of the coroutines, not in that in which they happened.

Says: two fail: result: expected "raised in a group: [OSError('line is dead'), ValueError('no number')]", but it was "raised in a group: [ValueError('no number'), OSError('line is dead')]".
"""

import asyncio


async def with_progress(coros, report):
    done = 0

    async def watch(coro):
        nonlocal done
        try:
            return await coro, None
        except Exception as error:
            return None, error
        finally:
            if not asyncio.current_task().cancelling():
                done += 1
                report(done, len(coros))

    back = await asyncio.gather(*map(watch, coros))
    if failures := [error for _, error in back if error]:
        raise ExceptionGroup("failed", failures)
    return [result for result, _ in back]
