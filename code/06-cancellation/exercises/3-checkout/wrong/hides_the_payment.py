"""Wrong: one except for the goodbye and the payment.

Says: a line that is silent at goodbye: result: expected 0, but it was None.
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
    except OSError:
        return None
    finally:
        pool.give_back(line)
