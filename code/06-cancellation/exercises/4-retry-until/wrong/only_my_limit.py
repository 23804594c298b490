"""Wrong: who cuts a try from outside is not heard where the try fails while it tidies up.

Says: a try that is cut by a cancel and fails while it tidies up: result: expected 'cancelled', but it was 99
"""

import asyncio


async def retry_until(read, deadline):
    loop = asyncio.get_running_loop()
    while loop.time() < deadline:
        async with asyncio.timeout_at(deadline) as limit:
            try:
                return await read()
            except OSError:
                if limit.expired():
                    raise TimeoutError
            await asyncio.sleep(0.5)
    raise TimeoutError
