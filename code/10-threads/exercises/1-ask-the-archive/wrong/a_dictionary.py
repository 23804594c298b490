"""Wrong: a name that is there twice is asked once.

Says: ['cy', 'ada', 'cy']: result: expected ['24', 21, '24'], but it was ['24', 21].
"""

import asyncio


async def ask_all(names, ask):
    tasks = {name: asyncio.create_task(asyncio.to_thread(ask, name)) for name in names}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    return [task.result() for task in tasks.values()]
