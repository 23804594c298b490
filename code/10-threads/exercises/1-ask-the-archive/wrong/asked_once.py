"""Wrong: a name that is there twice is asked once, and its answer given twice.

Says: ['cy', 'ada', 'cy']: order of events: expected asked ada, asked cy, asked cy, but it was: asked ada, asked cy.
"""

import asyncio


async def ask_all(names, ask):
    tasks = {name: asyncio.create_task(asyncio.to_thread(ask, name)) for name in {*names}}
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    return [tasks[name].result() for name in names]
