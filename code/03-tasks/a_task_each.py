"""A task each: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def which_task():
    return asyncio.current_task()


async def main():
    me = asyncio.current_task()
    print(await which_task() is me)

    one, two = await asyncio.gather(which_task(), which_task())
    print(one is me, two is me, one is two)


if __name__ == "__main__":
    asyncio.run(main())
