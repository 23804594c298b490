"""Wrong: goodbye may take as long as it likes.

Says: a line that is silent at goodbye: elapsed: expected 2 s, the payment and a second, but it took 61 s.
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        try:
            return await pay(line)
        finally:
            try:
                await line.goodbye()
            except OSError:
                pass
    finally:
        pool.give_back(line)
