"""Wrong: only OSError is expected.

Says: one cannot be saved: expected no error, but ValueError was raised
"""

import asyncio


async def night(names, read, save):
    failed = []

    async def watch(name):
        try:
            await save(name, await read(name))
        except OSError:
            failed.append(name)

    await asyncio.gather(*map(watch, names))
    return failed
