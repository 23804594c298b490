"""Wrong: the last wait is followed by no try.

Says: one is always busy: result: expected [['OSError: 503'], 'asked', [3]], but it was
[['OSError: 503'], 'asked', [2]].
"""

import asyncio


async def fetch_all(fetch, names, waits, at_once):
    """The results of fetch(name) for all names, in their order; of who failed in the end, the error.

    After an OSError it waits the next of *waits*, and tries again. At most *at_once* fetches run at once.
    """
    limit = asyncio.Semaphore(at_once)

    async def fetch_one(name):
        for wait in [*waits[:-1], None]:
            try:
                async with limit:
                    return await fetch(name)
            except OSError as error:
                if wait is None:
                    return error
            except Exception as error:
                return error
            await asyncio.sleep(wait)

    return await asyncio.gather(*map(fetch_one, names))
