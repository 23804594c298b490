"""Wrong: only failures give the line back.

Says: LEFT: 1 line
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
