"""Wrong: a deadline that is over is believed to cut what does not wait.

Says: the deadline is now: result: expected 'raised TimeoutError', but it was 21.
"""

import asyncio


async def retry_until(read, deadline):
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                return await read()
            except OSError:
                await asyncio.sleep(0.5)
