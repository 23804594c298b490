"""Wrong: a cancellation is taken for a failure, and night cannot be stopped.

Says: night is cancelled after 0.75 s, and what runs needs 2 s to stop: result: expected 'cancelled: True', but it was 'cancelled: False'.
"""

import asyncio


async def night(names, read, save):
    async def watch(name):
        try:
            await save(name, await read(name))
        except BaseException:
            return name

    failed = []
    try:
        failed = await asyncio.gather(*map(watch, names))
    except asyncio.CancelledError:
        pass
    return [name for name in failed if name]
