"""Wrong: chance stands around the wait, not between 0 and it.

Says: busy once: elapsed: expected 0.0671821 s, but it took 0.317182 s.
"""

import asyncio


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    async with asyncio.timeout(seconds):
        for number in range(1, tries + 1):
            try:
                return await call()
            except OSError:
                if number == tries:
                    raise
            await asyncio.sleep(base * chance.uniform(0.5, 1.5))
            base = min(cap, 2 * base)
