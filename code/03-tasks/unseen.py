"""Unseen: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save(name):
    await asyncio.sleep(0.1)
    raise OSError("disk full")


async def main():
    task = asyncio.create_task(save("bo"), name="save bo")
    await asyncio.sleep(0.2)
    print("all is well")
    del task
    print("the end")


if __name__ == "__main__":
    asyncio.run(main())
