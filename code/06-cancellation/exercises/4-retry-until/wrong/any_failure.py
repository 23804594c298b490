"""Wrong: every exception is tried again.

Says: another exception: result: expected
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                return await read()
            except Exception:
                await asyncio.sleep(0.5)
