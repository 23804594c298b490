"""Wrong: every failure of the goodbye is hidden, a bug as well.

Says: a goodbye with a bug: result: expected
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
            except Exception:
                pass
    finally:
        pool.give_back(line)
