"""Wrong: the clock is looked at between the tries, so a try is never cut.

Says: the deadline comes during a try: result: expected 'raised TimeoutError', but it was 21.
"""

import asyncio


async def retry_until(read, deadline):
    while asyncio.get_running_loop().time() < deadline:
        try:
            return await read()
        except OSError:
            await asyncio.sleep(0.5)
    raise TimeoutError
