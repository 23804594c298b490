"""Wrong: the result of the job is lost.

Says: a job that returns 21: result: expected 21, but it was None.
"""


def each(error, report):
    if isinstance(error, ExceptionGroup):
        for one in error.exceptions:
            each(one, report)
    else:
        report(error)


async def try_job(job, report):
    try:
        await job()
    except* OSError as part:
        each(part, report)
