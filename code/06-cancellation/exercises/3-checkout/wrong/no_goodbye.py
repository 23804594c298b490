"""Wrong: a line is given back without a goodbye where the payment fails.

Says: a payment that fails: order of events:
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        receipt = await pay(line)
        try:
            async with asyncio.timeout(1):
                await line.goodbye()
        except OSError:
            pass
        return receipt
    finally:
        pool.give_back(line)
