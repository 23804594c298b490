"""Exercise: fetch them all."""

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

    return await asyncio.gather(*map(fetch_one, names))


async def main():
    busy = ["bo"]

    async def fetch(name):
        await asyncio.sleep(0.25)
        if name in busy:
            busy.remove(name)
            raise OSError("503")
        return name.upper()

    print(await fetch_all(fetch, ["ada", "bo", "cy"], [0.25, 0.5], 2))


if __name__ == "__main__":
    asyncio.run(main())
