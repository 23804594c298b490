"""Wrong: it does not use the chance that it is given.

Says: busy once: elapsed: expected 0.0671821 s, but it took 0.422211 s.
"""

import asyncio
import random


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    async with asyncio.timeout(seconds):
        for number in range(1, tries + 1):
            try:
                return await call()
            except OSError:
                if number == tries:
                    raise
            await asyncio.sleep(random.Random(0).uniform(0, base))
            base = min(cap, 2 * base)
