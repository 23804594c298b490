"""Wrong: it pays in a task group, and so what `pay` raises comes in a group.

Says: a payment that fails: result: expected "raised ValueError('refused')", but it was "raised ExceptionGroup(
"""

import asyncio


async def checkout(pool, pay):
    line = await pool.take()
    try:
        async with asyncio.TaskGroup() as group:
            payment = group.create_task(pay(line))
        return payment.result()
    finally:
        try:
            async with asyncio.timeout(1):
                await line.goodbye()
        except OSError:
            if asyncio.current_task().cancelling():
                raise asyncio.CancelledError
        finally:
            pool.give_back(line)
