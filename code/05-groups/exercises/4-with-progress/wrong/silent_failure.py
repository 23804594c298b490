"""Wrong: one that fails is not reported.

Says: the first to end fails: order of events: expected 1/3 after 0.5 s, 2/3 after 1 s, 3/3 after 1.5 s, but it was: 1/3 after 1 s, 2/3 after 1.5 s.
"""

import asyncio


async def with_progress(coros, report):
    done, failures = 0, []

    async def watch(coro):
        nonlocal done
        try:
            result = await coro
        except Exception as error:
            failures.append(error)
        else:
            done += 1
            report(done, len(coros))
            return result

    results = await asyncio.gather(*map(watch, coros))
    if failures:
        raise ExceptionGroup("failed", failures)
    return results
