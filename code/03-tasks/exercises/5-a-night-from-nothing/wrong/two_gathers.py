"""Wrong: nothing is saved before the slowest station has answered.

Says: three stations: elapsed: expected 2.5 s, the longest read and save of one station, but it took 3.5 s.
"""

import asyncio


async def night(names, read, save):
    readings = await asyncio.gather(*map(read, names))
    saved = await asyncio.gather(*map(save, names, readings), return_exceptions=True)
    return [name for name, error in zip(names, saved) if error]
