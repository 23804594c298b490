"""Wrong: the line is given back where the payment fails, and then once more.

Says: line is given back twice
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        return await pay(line)
    except BaseException:
        pool.give_back(line)
        raise
    finally:
        try:
            async with asyncio.timeout(1):
                await line.goodbye()
        except OSError:
            pass
        finally:
            pool.give_back(line)
