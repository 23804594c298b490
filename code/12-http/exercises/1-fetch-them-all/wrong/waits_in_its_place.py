"""Wrong: it keeps its place while it waits for the next try.

Says: one place: while ada waits for its next try, bo has it: elapsed: expected 7 s, ada: 1 s, a
wait of 5 s, 1 s, but it took 8 s.
"""

import asyncio


async def fetch_all(fetch, names, waits, at_once):
    """The results of fetch(name) for all names, in their order; of who failed in the end, the error.

    After an OSError it waits the next of *waits*, and tries again. At most *at_once* fetches run at once.
    """
    limit = asyncio.Semaphore(at_once)

    async def fetch_one(name):
        async with limit:
          for wait in [*waits, None]:
            try:
                return await fetch(name)
            except OSError as error:
                if wait is None:
                    return error
                await asyncio.sleep(wait)
            except Exception as error:
                return error

    return await asyncio.gather(*map(fetch_one, names))
