"""Wrong: one after the other.

Says: all answer: elapsed: expected 1.57079 s, the longest wait, but it took 3.07079 s.
"""


async def read_what_you_can(names, read):
    readings, failures = {}, {}
    for name in names:
        try:
            readings[name] = await read(name)
        except Exception as error:
            failures[name] = error
    return readings, failures
