"""Wrong: nobody waits for the saves.

Says: three stations: elapsed: expected 2.5 s, the longest read and save of one station, but it took 1.5 s.
"""

import asyncio


async def night(names, read, save):
    tasks = set()

    async def watch(name):
        tasks.add(asyncio.create_task(save(name, await read(name))))

    await asyncio.gather(*map(watch, names))
    return []
