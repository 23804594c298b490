"""Wrong: it reports when all is over.

Says: three: order of events: expected 1/3 after 0.5 s, 2/3 after 1 s, 3/3 after 1.5 s, but it was: 1/3 after 1.5 s,
"""

import asyncio


async def with_progress(coros, report):
    results = await asyncio.gather(*coros)
    for done in range(len(coros)):
        report(done + 1, len(coros))
    return results
