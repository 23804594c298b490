"""Wrong: the function is called here, and its result is given to the thread.

Says: ['ada', 'bo', 'cy']: expected no error, but TypeError was raised in line 10: 'int' object
is not callable.
"""

import asyncio


async def ask_all(names, ask):
    return await asyncio.gather(*[asyncio.to_thread(ask(name)) for name in names])
