"""Wrong: a set of names does not know which of two readings failed.

Says: names twice; the second reading of ada fails, each saving of bo: result: expected ['bo', 'ada', 'bo'], but it was ['ada', 'bo', 'ada', 'bo'].
"""

import asyncio


async def night(names, read, save):
    failed = set()

    async def watch(name):
        try:
            await save(name, await read(name))
        except Exception:
            failed.add(name)

    await asyncio.gather(*map(watch, names))
    return [name for name in names if name in failed]
