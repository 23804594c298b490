"""Wrong: a time limit, and then the move is left out.

Says: four moves between three archives in 200 orders: expected no error, but 200 fail, such as
that of seed 0 also asyncio's own: readings in the wrong place: [['b'], ['a', 'c'], []].
"""

import asyncio


async def move(source, target, name):
    if source is target:
        source.readings[name]
        return
    try:
        async with asyncio.timeout(2):
            async with source.lock, target.lock:
                temperature = await source.take(name)
                await target.put(name, temperature)
    except TimeoutError:
        pass
