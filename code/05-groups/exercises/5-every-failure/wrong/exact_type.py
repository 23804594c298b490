"""Wrong: a subclass of OSError is an OSError, too.

Says: a subclass of it alone: result: expected 'reported ConnectionResetError: ada: line is dead, returned None', but it was 'reported nothing, returned None'.
"""


def each(error, report):
    if isinstance(error, ExceptionGroup):
        for one in error.exceptions:
            each(one, report)
    elif type(error) is OSError:
        report(error)


async def try_job(job, report):
    try:
        return await job()
    except* OSError as part:
        each(part, report)
