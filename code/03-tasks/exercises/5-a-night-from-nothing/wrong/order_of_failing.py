"""Wrong: the names are in the order in which they failed.

Says: one cannot be read, another not saved: result: expected ['ada', 'bo'], but it was ['bo', 'ada'].
"""

import asyncio


async def night(names, read, save):
    failed = []

    async def watch(name):
        try:
            await save(name, await read(name))
        except Exception:
            failed.append(name)

    await asyncio.gather(*map(watch, names))
    return failed
