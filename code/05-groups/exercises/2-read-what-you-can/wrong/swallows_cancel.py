"""Wrong: its own cancellation becomes a failure of each station, and it returns.

Says: read_what_you_can is itself cancelled after 0.25 s, bo takes 1 s to stop: result: expected 'cancelled: True', but it was 'cancelled: False'.
"""

import asyncio


async def read_what_you_can(names, read):
    tasks = {name: asyncio.create_task(read(name)) for name in names}
    try:
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    except asyncio.CancelledError:
        pass
    readings, failures = {}, {}
    for name, task in tasks.items():
        try:
            readings[name] = task.result()
        except BaseException as error:
            failures[name] = error
    return readings, failures
