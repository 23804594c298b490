"""Eight lines: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def leg(name, delay):
    print(name, "starts")
    await asyncio.sleep(delay)
    print(name, "ends")


async def two_legs():
    await leg("b", 0.3)
    await leg("c", 0.9)


async def journey():
    await asyncio.gather(leg("a", 0.9), two_legs(), leg("d", 0.6))


async def main():
    await journey()


if __name__ == "__main__":
    asyncio.run(main())
