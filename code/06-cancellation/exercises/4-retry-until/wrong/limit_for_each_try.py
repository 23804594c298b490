"""Wrong: each try gets the whole time.

Says: the deadline comes during a try: elapsed: expected 2 s, the deadline, but it took
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    seconds = deadline - asyncio.get_running_loop().time()
    while True:
        try:
            async with asyncio.timeout(seconds) as limit:
                return await read()
        except OSError:
            if limit.expired():
                raise
            await asyncio.sleep(0.5)
