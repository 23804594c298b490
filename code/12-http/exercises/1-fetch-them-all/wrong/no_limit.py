"""Wrong: all at once.

Says: nine pages, four at once: elapsed: expected 3 s, but it took 1 s.
"""

import asyncio


async def fetch_all(fetch, names, waits, at_once):
    """The results of fetch(name) for all names, in their order; of who failed in the end, the error.

    After an OSError it waits the next of *waits*, and tries again. At most *at_once* fetches run at once.
    """
    limit = asyncio.Semaphore(1000)

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

    return await asyncio.gather(*map(fetch_one, names))
