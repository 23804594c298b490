"""Wrong: a reading that is false is taken for a failure.

Says: the reading is 0: result: expected 0, but
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                if reading := await read():
                    return reading
            except OSError:
                pass
            await asyncio.sleep(0.5)
