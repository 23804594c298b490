"""Exercise: with progress.

Write with_progress.
"""

import asyncio


async def with_progress(coros, report):
    """Run the coroutines together; return their results in the order of *coros*.

    Whenever one has ended, well or not, call `report(done, total)`.  If some have failed,
    raise their exceptions in an ExceptionGroup when all have ended.
    """
    raise NotImplementedError("with_progress")


async def read(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    print(await with_progress([read("ada", 0.2), read("bo", 0.1)], print))


if __name__ == "__main__":
    asyncio.run(main())
