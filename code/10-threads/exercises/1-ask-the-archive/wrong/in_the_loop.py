"""Wrong: the functions are `async`, but each of them blocks the loop.

Says: ['ada', 'bo', 'cy']: blocked: expected 0 s, but a blocking call stopped the loop for 6 s.
"""

import asyncio


async def ask_all(names, ask):
    async def one(name):
        return ask(name)

    return await asyncio.gather(*[one(name) for name in names])
