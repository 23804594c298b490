"""Wrong: it waits once more after the last try.

Says: always busy, four tries: elapsed: expected 1.61463 s, but it took 1.90438 s.
"""

import asyncio


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    async with asyncio.timeout(seconds):
        for number in range(1, tries + 1):
            try:
                return await call()
            except OSError:
                await asyncio.sleep(chance.uniform(0, base))
                if number == tries:
                    raise
            base = min(cap, 2 * base)
