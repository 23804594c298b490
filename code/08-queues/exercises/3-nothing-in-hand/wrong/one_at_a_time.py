"""Wrong: nothing is lost, and nothing overlaps.

Says: nine readings, save is slower: elapsed: expected 19 s, check and save overlap, but it took 27 s.
"""


async def deliver(readings, check, save, left):
    readings = list(readings)
    left += readings
    for reading in readings:
        await save(await check(reading))
        left.remove(reading)
