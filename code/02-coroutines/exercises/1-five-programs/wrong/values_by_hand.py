"""Wrong: the values are returned, the work is not done.

Says: one: elapsed: expected 0.05 s, the sum of its waits, but it took 0 s.
"""


async def one():
    return 3


async def two():
    return ["grace"]


async def three():
    return True


async def four():
    return 0.5


async def five():
    return ["hello", "bye"]
