"""Wrong: one place in a dict for each name.

Says: one name twice: result: expected [[21, 22, 23], 'asked', [2, 1]], but it was [[22, 22, 23], 'asked', [2, 1]].
"""

import asyncio


async def fetch_all(fetch, names, waits, at_once):
    """The results of fetch(name) for all names, in their order; of who failed in the end, the error.

    After an OSError it waits the next of *waits*, and tries again. At most *at_once* fetches run at once.
    """
    limit = asyncio.Semaphore(at_once)

    async def fetch_one(name):
        for wait in [*waits, None]:
            try:
                async with limit:
                    return await fetch(name)
            except OSError as error:
                if wait is None:
                    return error
            except Exception as error:
                return error
            await asyncio.sleep(wait)

    results = {}

    async def note(name):
        results[name] = await fetch_one(name)

    await asyncio.gather(*map(note, names))
    return [results[name] for name in names]
