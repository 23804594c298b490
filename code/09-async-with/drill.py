"""Drill: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import AsyncExitStack


async def close(name):
    print("close", name)
    if name == "bo":
        raise OSError("bo does not hang up")


async def main():
    try:
        async with AsyncExitStack() as stack:
            for name in "ada", "bo", "cy":
                stack.push_async_callback(close, name)
            raise ValueError("a wrong reading")
    except OSError as error:
        print("failed:", error)
        print("while handling:", error.__context__)


if __name__ == "__main__":
    asyncio.run(main())
