"""Wrong: the goodbye is shielded, and nobody waits for it.

Says: LEFT: 
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        return await pay(line)
    finally:
        await asyncio.shield(goodbye(pool, line))


async def goodbye(pool, line):
    try:
        async with asyncio.timeout(1):
            await line.goodbye()
    except OSError:
        pass
    finally:
        pool.give_back(line)
