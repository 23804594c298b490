"""Wrong: it awaits one station after the other.

Says: warmest(['ada', 'bert', 'cleo']): elapsed: expected 0.5 s, the longest wait, but it took 0.9 s.
"""

import asyncio


async def read(station):
    await asyncio.sleep(0.1)
    return 20


async def warmest(stations):
    highest = None
    for station in stations:
        degrees = await read(station)
        if highest is None or degrees > highest:
            highest = degrees
    return highest
