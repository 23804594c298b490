"""Exercise: fetch them all.

Write fetch_all.
"""

import asyncio


async def fetch_all(fetch, names, waits, at_once):
    """The results of fetch(name) for all names, in their order; of who failed in the end, the error.

    After an OSError it waits the next of *waits*, and tries again. At most *at_once* fetches run at once.
    """
    raise NotImplementedError("fetch_all")


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
