"""Watch: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def watch(readings):
    missing = 0
    for hour, celsius in enumerate(readings):
        missing = missing + 1 if celsius is None else 0
        if missing == 3:
            print("alarm at hour", hour)
        await asyncio.sleep(60 * 60)


async def main():
    day = [21] * 8 + [None] * 3 + [18] * 13  # a reading for each hour
    task = asyncio.create_task(watch(day))
    await asyncio.sleep(0.25)
    over = task.done()
    task.cancel()
    print("the day is over:", over)


if __name__ == "__main__":
    asyncio.run(main())
