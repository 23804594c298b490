"""Wrong: it tries again after any error.

Says: another error: result: expected ['ValueError: 404', 'calls', 1], but it was [21, 'calls',
2].
"""

import asyncio


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    async with asyncio.timeout(seconds):
        for number in range(1, tries + 1):
            try:
                return await call()
            except Exception:
                if number == tries:
                    raise
            await asyncio.sleep(chance.uniform(0, base))
            base = min(cap, 2 * base)
