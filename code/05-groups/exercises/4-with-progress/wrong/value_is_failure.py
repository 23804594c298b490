"""Wrong: it keeps failures among the results, and takes each exception there for one.

Says: one returns an exception, which is no failure: result: expected [ValueError('no number'), 18], but it was "raised in a group:
"""

import asyncio


async def with_progress(coros, report):
    ended = []

    async def watch(coro):
        result = (await asyncio.gather(coro, return_exceptions=True))[0]
        ended.append(result)
        report(len(ended), len(coros))
        return result

    results = await asyncio.gather(*map(watch, coros))
    if failures := [one for one in ended if isinstance(one, Exception)]:
        raise ExceptionGroup("failed", failures)
    return results
