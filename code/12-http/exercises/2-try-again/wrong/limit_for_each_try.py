"""Wrong: the limit is for each try.

Says: a try that takes too long: 9 s, the deadline is 5 s: elapsed: expected 5 s, but it took
26.9044 s.
"""

import asyncio


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    if True:
        for number in range(1, tries + 1):
            try:
                return await asyncio.wait_for(call(), seconds)
            except OSError:
                if number == tries:
                    raise
            await asyncio.sleep(chance.uniform(0, base))
            base = min(cap, 2 * base)
