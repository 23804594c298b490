"""Body: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def fail(name, delay=0.1):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise OSError(f"{name}: line is dead")


async def body_waits():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail("bo"))
        try:
            await asyncio.sleep(1)
            print("the body goes on")
        except asyncio.CancelledError:
            print("the body is cancelled")
            raise


async def main():
    try:
        await body_waits()
    except ExceptionGroup:
        print("no report")


if __name__ == "__main__":
    asyncio.run(main())
