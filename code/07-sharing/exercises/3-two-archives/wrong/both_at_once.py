"""Wrong: both locks first, in the order of the move.

Says: four moves between three archives in 40 orders: expected that all end well, but 17 seeds
fail, the first is 2: Deadlock: nothing can wake any of these tasks: mover of b, mover of d,
moves.
"""

import asyncio


async def move(source, target, name):
    if source is target:
        source.readings[name]
        return
    async with source.lock, target.lock:
        temperature = await source.take(name)
        await target.put(name, temperature)
