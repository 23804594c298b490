"""Wrong: never both: in between the reading is nowhere.

Says: 0 is moved from archive 1 to archive 2 (who has what, is a lock still held): order of
events: expected take with 2 locks held, put with 2 locks held, but it was: take with 1 lock
held, put with 1 lock held.
"""

import asyncio


async def move(source, target, name):
    async with source.lock:
        temperature = await source.take(name)
    async with target.lock:
        await target.put(name, temperature)
