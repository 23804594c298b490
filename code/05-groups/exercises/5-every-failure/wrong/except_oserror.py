"""Wrong: a plain except does not look into a group.

Says: a group of one: result: expected 'reported OSError: ada: line is dead, returned None', but it was 'reported nothing, raised OSError: ada: line is dead'.
"""


async def try_job(job, report):
    try:
        return await job()
    except OSError as error:
        report(error)
