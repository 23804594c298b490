"""Wrong: a number is drawn after the last try, too.

Says: always busy, three tries: the numbers that are drawn: result: expected [(0, 1), (0, 2)], but it was [(0, 1), (0,
2), (0, 4)].
"""

import asyncio


async def retry(call, chance, tries, base, cap, seconds):
    """The result of call(), which may fail with OSError; at most so many tries and seconds."""
    async with asyncio.timeout(seconds):
        for number in range(1, tries + 1):
            try:
                return await call()
            except OSError:
                wait = chance.uniform(0, base)
                if number == tries:
                    raise
            await asyncio.sleep(wait)
            base = min(cap, 2 * base)
