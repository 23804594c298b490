"""Wrong: a wait of 0 is taken for no wait left.

Says: one is busy twice, and the waits are 0: result: expected [[21], 'asked', [3]], but it was
[['OSError: 503'], 'asked', [1]].
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
                if not wait:
                    return error
            except Exception as error:
                return error
            await asyncio.sleep(wait)

    return await asyncio.gather(*map(fetch_one, names))
