"""Wrong: when night is cancelled, it waits for the first to stop and then tells the others, which went on.

Says: night is cancelled after 0.75 s, and what runs needs 2 s to stop: order of events: expected end read bo,
cancelled read ada, cancelled read cy, cancelled save bo, but it was: end read bo, cancelled read ada, end read cy, end save bo, end save cy.
"""

import asyncio


async def night(names, read, save):
    async def watch(name):
        try:
            await save(name, await read(name))
        except Exception:
            return name

    tasks = [asyncio.create_task(watch(name)) for name in names]
    try:
        return [name for name in [await task for task in tasks] if name is not None]
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
