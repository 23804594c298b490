"""Wrong: a dict keeps one task for each name, so a name that is there twice is looked at once.

Says: names twice; the second reading of ada fails, each saving of bo: result: expected ['bo', 'ada', 'bo'], but it was ['ada', 'bo'].
"""

import asyncio


async def night(names, read, save):
    async def watch(name):
        await save(name, await read(name))

    tasks = {name: asyncio.create_task(watch(name)) for name in names}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    return [name for name, task in tasks.items() if task.exception()]
