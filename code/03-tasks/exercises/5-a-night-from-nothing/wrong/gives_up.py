"""Wrong: a station that takes long is given up, and counts as failed.
Says: 40 stations that take hours: result: expected [], but it was ['s0', 's1',
"""

import asyncio


async def night(names, read, save):
    async def watch(name):
        async with asyncio.timeout(60):
            await save(name, await read(name))

    ends = await asyncio.gather(*map(watch, names), return_exceptions=True)
    return [name for name, end in zip(names, ends) if end]
