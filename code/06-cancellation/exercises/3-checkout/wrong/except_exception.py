"""Wrong: only failures give the line back, without a goodbye.

Says: a payment that fails: elapsed: expected 1.5 s
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        receipt = await pay(line)
    except Exception:
        pool.give_back(line)
        raise
    try:
        async with asyncio.timeout(1):
            await line.goodbye()
    except OSError:
        pass
    pool.give_back(line)
    return receipt
