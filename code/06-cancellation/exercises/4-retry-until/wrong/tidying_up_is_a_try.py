"""Wrong: a try that the deadline cuts, and that fails while it tidies up, is tried again.

Says: a try that is cut by the deadline and fails while it tidies up: result: expected 'raised TimeoutError', but it was 99
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                return await read()
            except OSError:
                await asyncio.sleep(0.5)
