"""Uncancel: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def stubborn(uncancel):
    me = asyncio.current_task()
    try: await asyncio.sleep(5)
    except asyncio.CancelledError:
        if uncancel: me.uncancel()
    try:
        async with asyncio.timeout(0.05): await asyncio.sleep(5)
    except TimeoutError:
        print("a limit works; cancelling:", me.cancelling())


async def main():
    for uncancel in False, True:
        task = asyncio.create_task(stubborn(uncancel))
        await asyncio.sleep(0.05)
        task.cancel()
        await task


if __name__ == "__main__":
    asyncio.run(main())
