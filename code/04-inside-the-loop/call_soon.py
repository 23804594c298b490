"""Call soon: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def work():
    print("the task")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "first callback")
    task = asyncio.create_task(work())
    loop.call_soon(print, "second callback")
    print("this cell")
    await task


if __name__ == "__main__":
    asyncio.run(main())
