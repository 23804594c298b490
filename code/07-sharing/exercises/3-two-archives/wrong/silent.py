"""Wrong: a missing reading is not told.

Says: 'ada' is not there (what is raised, who has what, is a lock still held): result: expected
['KeyError', ['bo'], ['cy'], False], but it was ['no error', ['bo'], ['cy'], False].
"""

import asyncio


async def move(source, target, name):
    if source is target:
        return
    first, second = sorted((source, target), key=lambda archive: archive.number)
    async with first.lock, second.lock:
        if name in source.readings:
            await target.put(name, await source.take(name))
