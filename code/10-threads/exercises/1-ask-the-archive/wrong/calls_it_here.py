"""Wrong: the function is called here, and its result is given to the thread.

Says: ['ada', 'bo', 'cy']: expected no error, but TypeError was raised
"""

import asyncio


async def ask_all(names, ask):
    return await asyncio.gather(*[asyncio.to_thread(ask(name)) for name in names])
