"""Wrong: where it is cancelled, the line is given back without a goodbye.

Says: cancelled during the payment: order of events:
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        try:
            return await pay(line)
        except asyncio.CancelledError:
            line = pool.give_back(line)
            raise
        finally:
            try:
                async with asyncio.timeout(1):
                    if line:
                        await line.goodbye()
            except OSError:
                pass
    finally:
        if line:
            pool.give_back(line)
