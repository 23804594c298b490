"""Wrong: the TimeoutError of the goodbye takes the place of what was to come.

Says: a line that is silent at goodbye: result: expected 0, but it was 'raised TimeoutError()'.
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
