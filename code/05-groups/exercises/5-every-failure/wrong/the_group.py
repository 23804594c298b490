"""Wrong: it reports the group.

Says: a group of one: result: expected 'reported OSError: ada: line is dead, returned None', but it was 'reported ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception), returned None'.
"""


async def try_job(job, report):
    try:
        return await job()
    except* OSError as part:
        report(part)
