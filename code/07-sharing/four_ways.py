"""Four ways: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import contextvars


who = contextvars.ContextVar("who", default="nobody")


async def call(name):
    who.set(name)


async def four_ways():
    await call("await")
    print("await:", who.get())
    await asyncio.create_task(call("task"))
    print("task:", who.get())
    await asyncio.gather(call("gather"))
    print("gather:", who.get())
    async with asyncio.timeout(1):
        await call("timeout")
    print("timeout:", who.get())


async def main():
    await four_ways()


if __name__ == "__main__":
    asyncio.run(main())
