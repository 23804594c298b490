"""Wrong: a goodbye that is cut and fails meanwhile swallows the cancel.

Says: the same with a goodbye that fails with OSError when it is cut: where it waits in line.goodbye: it returned
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        try:
            return await pay(line)
        finally:
            try:
                async with asyncio.timeout(1):
                    await line.goodbye()
            except OSError:
                pass
    finally:
        pool.give_back(line)
