"""Wrong: the error is given back as if it were an answer.

Says: bo fails: result: expected 'the error of bo', but it was "it returned [21, OSError('bo is
not there'), 21]".
"""

import asyncio


async def ask_all(names, ask):
    return await asyncio.gather(*[asyncio.to_thread(ask, name) for name in names], return_exceptions=True)
