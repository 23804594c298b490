"""Stack: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager
from contextlib import AsyncExitStack


@asynccontextmanager
async def station(name):
    if name == "cy":
        raise OSError("cy does not answer")
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


async def main():
    try:
        async with AsyncExitStack() as stack:
            for name in "ada", "bo", "cy", "dee":
                await stack.enter_async_context(station(name))
            print("all are open")
    except OSError as error:
        print("failed:", error)


if __name__ == "__main__":
    asyncio.run(main())
