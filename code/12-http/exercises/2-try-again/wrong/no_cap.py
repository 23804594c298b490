"""Wrong: the waits grow without a cap.

Says: busy seven times: the cap: elapsed: expected 6.63647 s, but it took 10.2944 s.
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
            await asyncio.sleep(chance.uniform(0, base))
            base = 2 * base
