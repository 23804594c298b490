"""Wrong: a failure tidies up, a cancel does not.

Says: cancelled at each point: where it waits in pay: LEFT: 1 line.
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        receipt = await pay(line)
    except Exception:
        await end(pool, line)
        raise
    await end(pool, line)
    return receipt


async def end(pool, line):
    try:
        async with asyncio.timeout(1):
            await line.goodbye()
    except OSError:
        pass
    finally:
        pool.give_back(line)
