"""Wrong: the line is given back after a goodbye that may be cut.

Says: a goodbye with a bug: order of events:
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        return await pay(line)
    finally:
        try:
            async with asyncio.timeout(1):
                await line.goodbye()
        except OSError:
            pass
        pool.give_back(line)
