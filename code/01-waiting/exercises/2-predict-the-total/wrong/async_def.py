"""Wrong: the functions only calculate, but they are async.

Says: `makespan_sequential` returned a coroutine object: it has to be a plain `def`.
"""

async def makespan_sequential(waits):
    return sum(waits)


async def makespan_together(waits):
    return max(waits, default=0)


def makespan_rounds(rounds):
    return sum(max(waits, default=0) for waits in rounds)
