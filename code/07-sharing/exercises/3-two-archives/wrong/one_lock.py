"""Wrong: one lock for all archives.

Says: a move begins, and another one from 2 to 3 (when does that end, who has what): elapsed:
expected 1 s, two pairs do not wait for each other, but it took 2 s.
"""

import asyncio


everything = asyncio.Lock()


async def move(source, target, name):
    if source is target:
        source.readings[name]
        return
    async with everything, source.lock, target.lock:
        temperature = await source.take(name)
        await target.put(name, temperature)
