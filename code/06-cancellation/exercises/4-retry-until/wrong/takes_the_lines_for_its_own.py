"""Wrong: a TimeoutError of read is taken for that of the limit.

Says: a TimeoutError of read itself: result: expected 18, but it was 'raised TimeoutError'.
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                return await read()
            except TimeoutError:
                raise
            except OSError:
                await asyncio.sleep(0.5)
