"""Wrong: it asks again for what is wrong.

Says: a wrong name: result: expected [['LookupError: 404'], 'asked', [1]], but it was [[21],
'asked', [2]].
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
            except Exception as error:
                if wait is None:
                    return error
            await asyncio.sleep(wait)

    return await asyncio.gather(*map(fetch_one, names))
