"""Matrix row: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from failure_matrix import matrix


async def one_by_one(coros):
    tasks = [asyncio.create_task(coro) for coro in coros]
    return [await task for task in tasks]


async def main():
    await matrix(one_by_one)


if __name__ == "__main__":
    asyncio.run(main())
