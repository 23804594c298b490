"""The copy: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import contextvars


who = contextvars.ContextVar("who", default="nobody")


async def show():
    print(who.get())


async def main():
    who.set("ada")
    task = asyncio.create_task(show())
    who.set("bo")
    await task


if __name__ == "__main__":
    asyncio.run(main())
