"""Wrong: what came alone is raised in a group.

Says: another failure alone: result: expected 'reported nothing, raised ValueError: no number', but it was 'reported nothing, raised a group of ValueError: no number'.
"""


async def try_job(job, report):
    left = []

    def walk(error):
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                walk(one)
        elif isinstance(error, OSError):
            report(error)
        else:
            left.append(error)

    try:
        return await job()
    except Exception as error:
        walk(error)
    if left:
        raise ExceptionGroup("left", left)
