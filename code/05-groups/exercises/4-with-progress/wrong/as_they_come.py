"""Wrong: the results are in the order in which they came.

Says: three: result: expected [21, 18, 24], but it was [18, 21, 24].
"""

import asyncio


async def with_progress(coros, report):
    results = []
    for one in asyncio.as_completed(coros):
        results.append(await one)
        report(len(results), len(coros))
    return results
