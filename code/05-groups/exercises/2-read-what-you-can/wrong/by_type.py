"""Wrong: an exception that was returned is taken for one that was raised.

Says: an exception is returned: result: expected "readings {'ada': ValueError('returned, not raised')}, failures {'bo': OSError('line is dead')}", but it was "readings {}, failures
"""

import asyncio


async def read_what_you_can(names, read):
    back = await asyncio.gather(*map(read, names), return_exceptions=True)
    readings = {n: one for n, one in zip(names, back) if not isinstance(one, BaseException)}
    failures = {n: one for n, one in zip(names, back) if isinstance(one, BaseException)}
    return readings, failures
