"""Wrong: the failures are new exceptions, without what the old ones know (their traceback, notes and attributes).

Says: two fail: result: expected "readings {'bo': 18}, failures {'cy': OSError('line is dead'), 'ada': TypeError('a bug')}",
but it was "readings {'bo': 18}, failures {'cy': OSError('line is dead') (a new one), 'ada': TypeError('a bug') (a new one)}".
"""

import asyncio


async def read_what_you_can(names, read):
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    readings, failures = {}, {}
    for name, task in tasks.items():
        try:
            readings[name] = task.result()
        except (Exception, asyncio.CancelledError) as error:
            failures[name] = type(error)(*error.args)
    return readings, failures
