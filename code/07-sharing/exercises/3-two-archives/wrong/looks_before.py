"""Wrong: it looks before it has the locks.

Says: ada is moved from 1 to 2, and before that has ended from 2 to 3 (who has what): expected
no error, but KeyError was raised
"""

import asyncio


async def move(source, target, name):
    if name not in source.readings:
        raise KeyError(name)
    if source is target:
        return
    first, second = sorted((source, target), key=lambda archive: archive.number)
    async with first.lock, second.lock:
        temperature = await source.take(name)
        await target.put(name, temperature)
