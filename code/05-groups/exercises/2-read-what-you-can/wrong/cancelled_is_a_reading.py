"""Wrong: CancelledError is no Exception, so a reading that was cancelled is in neither dict.

Says: somebody cancels the reading of bo: result: expected "readings {'ada': 'ada'}, failures {'bo': CancelledError()}", but it was "readings {'ada': 'ada'}, failures {}".
"""

import asyncio


async def read_what_you_can(names, read):
    readings, failures = {}, {}

    async def watch(name):
        try:
            return True, await read(name)
        except Exception as error:
            return False, error

    async with asyncio.TaskGroup() as group:
        tasks = {name: group.create_task(watch(name)) for name in names}
    for name, task in tasks.items():
        if not task.cancelled():
            good, one = task.result()
            (readings if good else failures)[name] = one
    return readings, failures
