"""Wrong: one except for the goodbye and the payment.

Says: a payment that fails with OSError: result: expected
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
