"""Wrong: no locks at all.

Says: 0 is moved from archive 1 to archive 2 (who has what, is a lock still held): elapsed:
expected 1 s, but it took 0 s.
"""

import asyncio


async def move(source, target, name):
    await asyncio.sleep(0)
    target.readings[name] = source.readings.pop(name)
