"""Wrong: the fuller archive first: an order that changes.

Says: two moves, there and back, in 40 orders: expected that all end well, but 40 seeds fail,
the first is 0: Deadlock: nothing can wake any of these tasks: mover of a, mover of b, moves.
"""

import asyncio


async def move(source, target, name):
    if source is target:
        source.readings[name]
        return
    first, second = sorted((source, target), key=lambda archive: len(archive.readings))
    async with first.lock:
        await asyncio.sleep(0)
        async with second.lock:
            temperature = await source.take(name)
            await target.put(name, temperature)
