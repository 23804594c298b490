"""Wrong: the TimeoutError of the goodbye takes the place of what was to come.

Says: expected no error, but TimeoutError was raised
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        try:
            return await pay(line)
        finally:
            async with asyncio.timeout(1):
                await line.goodbye()
    finally:
        pool.give_back(line)
