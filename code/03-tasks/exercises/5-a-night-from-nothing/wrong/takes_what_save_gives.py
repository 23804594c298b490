"""Wrong: whatever save returns is taken for a failure.

Says: three stations: result: expected [], but it was ['ada', 'bo', 'cy'].
"""

import asyncio


async def night(names, read, save):
    async def watch(name):
        return await save(name, await read(name))

    ends = await asyncio.gather(*map(watch, names), return_exceptions=True)
    return [name for name, end in zip(names, ends) if end]
