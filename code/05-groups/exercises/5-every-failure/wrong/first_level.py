"""Wrong: it looks at the first level of the tree only.

Says: groups in groups: result: expected 'reported OSError: ada: line is dead; OSError: bo: line is dead; OSError: cy: line is dead, returned None', but it was 'reported ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions); OSError: cy: line is dead, returned None'.
"""


async def try_job(job, report):
    try:
        return await job()
    except* OSError as part:
        for error in part.exceptions:
            report(error)
