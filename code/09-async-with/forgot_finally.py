"""Forgot finally: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def line_to(name):
    print("open", name)
    yield name
    print("close", name)


async def main():
    async with line_to("ada"):
        print("read ada")
    try:
        async with line_to("bo"):
            raise OSError("only noise")
    except OSError as error:
        print("failed:", error)


if __name__ == "__main__":
    asyncio.run(main())
