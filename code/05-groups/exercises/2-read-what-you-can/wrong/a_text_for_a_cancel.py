"""Wrong: a reading that was cancelled has the name of an exception, and no exception.

Says: somebody cancels the reading of bo: result: expected "readings {'ada': 'ada'}, failures {'bo': CancelledError()}",
but it was "readings {'ada': 'ada'}, failures {'bo': 'CancelledError'}".
"""

import asyncio


async def read_what_you_can(names, read):
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    readings, failures = {}, {}
    for name, task in tasks.items():
        if task.cancelled():
            failures[name] = "CancelledError"
        elif task.exception() is not None:
            failures[name] = task.exception()
        else:
            readings[name] = task.result()
    return readings, failures
