"""Expired: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def gives_up():
    raise TimeoutError("the line is dead")


async def main():
    for work in gives_up, lambda: asyncio.sleep(5):
        try:
            async with asyncio.timeout(0.2) as limit:
                await work()
        except TimeoutError as error:
            print(repr(error), "my limit:", limit.expired())


if __name__ == "__main__":
    asyncio.run(main())
