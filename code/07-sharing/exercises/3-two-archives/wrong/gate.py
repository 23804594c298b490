"""Wrong: who waits for two archives stops all others at the gate.

Says: archives 0 and 1 have a move and one that waits, and at 0.5 s one is begun from 2 to 3
(when does that end, who has what): result: expected [1.5, ['reading 1'], ['reading 0'], [],
['reading 2', 'reading 3']], but it was [2.0, ['reading 1'],
"""

import asyncio


gates = {}


async def move(source, target, name):
    if source is target:
        source.readings[name]
        return
    async with gates.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        await source.lock.acquire()
        try:
            await target.lock.acquire()
        except BaseException:
            source.lock.release()
            raise
    try:
        temperature = await source.take(name)
        await target.put(name, temperature)
    finally:
        source.lock.release()
        target.lock.release()
