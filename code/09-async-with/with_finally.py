"""With finally: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def safe_line_to(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


async def main():
    try:
        async with safe_line_to("bo"):
            raise OSError("only noise")
    except OSError as error:
        print("failed:", error)


if __name__ == "__main__":
    asyncio.run(main())
