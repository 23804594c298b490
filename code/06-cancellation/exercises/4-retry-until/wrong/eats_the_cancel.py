"""Wrong: a cancel from outside is reported as a time limit.

Says: cancelled from outside during a try: result: expected 'cancelled: True', but
"""

import asyncio


async def retry_until(read, deadline):
    if asyncio.get_running_loop().time() >= deadline:
        raise TimeoutError
    try:
        async with asyncio.timeout_at(deadline):
            while True:
                try:
                    return await read()
                except OSError:
                    await asyncio.sleep(0.5)
    except asyncio.CancelledError:
        raise TimeoutError
