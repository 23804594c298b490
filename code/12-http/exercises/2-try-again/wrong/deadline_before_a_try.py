"""Wrong: the deadline is looked at before a try alone.

Says: a try that takes too long: 9 s, the deadline is 5 s: result: expected 'raised TimeoutError',
but it was 21.
"""

import asyncio


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    end = asyncio.get_running_loop().time() + seconds
    if True:
        for number in range(1, tries + 1):
            if asyncio.get_running_loop().time() >= end:
                raise TimeoutError
            try:
                return await call()
            except OSError:
                if number == tries:
                    raise
            await asyncio.sleep(chance.uniform(0, base))
            base = min(cap, 2 * base)
