"""Wrong: a time limit, and then the move is left out.

Says: two moves, there and back, in 40 orders: expected that all end well, but 40 seeds fail,
the first is 0: the archives have ['', 'a'], not ['b', 'a'].
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
