"""All open: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager
from contextlib import AsyncExitStack


@asynccontextmanager
async def safe_line_to(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


@asynccontextmanager
async def slow_line_to(name):
    await asyncio.sleep(4 if name == "dee" else 0.05)
    async with safe_line_to(name):
        yield name


@asynccontextmanager
async def all_open(*names):
    async with AsyncExitStack() as stack:
        async with asyncio.timeout(0.8):
            for name in names:
                await stack.enter_async_context(slow_line_to(name))
        yield names


async def main():
    async with all_open("ada", "bo") as names:
        await asyncio.sleep(1)
        print("read", *names)
    try:
        async with all_open("cy", "dee", "eve") as names:
            print("read", *names)
    except TimeoutError:
        print("too slow")


if __name__ == "__main__":
    asyncio.run(main())
