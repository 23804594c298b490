"""Wrong: a reading of 0 or None is taken for nothing.

Says: readings of 0 and None: result: expected "readings {'ada': 0, 'bo': None, 'cy': ''}, failures {}", but it was 'readings {}, failures {}'.
"""

import asyncio


async def read_what_you_can(names, read):
    back = await asyncio.gather(*map(read, names), return_exceptions=True)
    readings = {n: one for n, one in zip(names, back) if one and not isinstance(one, BaseException)}
    failures = {n: one for n, one in zip(names, back) if isinstance(one, BaseException)}
    return readings, failures
