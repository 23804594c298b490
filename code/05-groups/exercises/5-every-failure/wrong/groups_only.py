"""Wrong: an OSError without a group is not reported.

Says: an OSError alone: result: expected 'reported OSError: ada: line is dead, returned None', but it was 'reported nothing, raised OSError: ada: line is dead'.
"""


def each(error, report):
    if isinstance(error, ExceptionGroup):
        for one in error.exceptions:
            each(one, report)
    else:
        report(error)


async def try_job(job, report):
    try:
        return await job()
    except ExceptionGroup as group:
        mine, rest = group.split(OSError)
        if mine:
            each(mine, report)
        if rest:
            raise rest
