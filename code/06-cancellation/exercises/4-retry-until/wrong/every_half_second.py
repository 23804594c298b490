"""Wrong: tries begin each half second, however long they take.

Says: the reading is None: elapsed: expected
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    loop, number = asyncio.get_running_loop(), 0
    start = loop.time()
    async with asyncio.timeout_at(deadline):
        while True:
            try:
                return await read()
            except OSError:
                number += 1
                await asyncio.sleep(start + number * 0.5 - loop.time())
