"""Wrong: it takes failures that it does not report.

Says: another failure alone: result: expected 'reported nothing, raised ValueError: no number', but it was 'reported nothing, returned None'.
"""


def each(error, report):
    for one in getattr(error, "exceptions", []):
        each(one, report)
    if isinstance(error, OSError):
        report(error)


async def try_job(job, report):
    try:
        return await job()
    except* Exception as part:
        each(part, report)
