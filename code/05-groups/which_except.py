"""Which except: an example from the chapter "groups".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def fail(name, delay=0.1):
    await asyncio.sleep(delay)
    print(name, "fails")
    raise OSError(f"{name}: line is dead")


async def only_bo():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail("bo"))


async def main():
    try:
        await only_bo()
    except OSError as error:
        print("one:", error)
    except ExceptionGroup as error:
        print("group:", error)
        print("in it:", error.exceptions)


if __name__ == "__main__":
    asyncio.run(main())
