"""Wrong: a move to the same archive waits for itself.

Says: 'ada' is not there, and source and target are the same (what is raised, who has what, is a
lock still held): expected an end, but nothing can wake any of these tasks: main.
"""

import asyncio


async def move(source, target, name):
    first, second = sorted((source, target), key=lambda archive: archive.number)
    async with first.lock, second.lock:
        temperature = await source.take(name)
        await target.put(name, temperature)
