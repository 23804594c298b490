"""Wrong: the cancel is eaten after a clean-up that leaks nothing.

Says: it returned None
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        try:
            return await pay(line)
        except asyncio.CancelledError:
            return None
        finally:
            try:
                async with asyncio.timeout(1):
                    await line.goodbye()
            except OSError:
                pass
    finally:
        pool.give_back(line)
