"""Wrong: where the second lock does not come it gives back the first one, and tries again: so does the
other, at the same moment.

Says: two moves, there and back, in 40 orders: expected that all end well, but 40 seeds fail,
the first is 0: Deadlock: 1000 timers have fired,
"""

import asyncio


async def move(source, target, name):
    if source is target:
        source.readings[name]
        return
    while True:
        async with source.lock:
            temperature = await source.take(name)
            try:
                async with asyncio.timeout(2), target.lock:
                    return await target.put(name, temperature)
            except TimeoutError:
                source.readings[name] = temperature
