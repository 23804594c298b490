"""Wrong: the deadline is taken for a number of seconds.

Says: the deadline comes during a try: elapsed: expected 2 s, the deadline, but it took 3 s.
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    async with asyncio.timeout(deadline):
        while True:
            try:
                return await read()
            except OSError:
                await asyncio.sleep(0.5)
