"""Lost: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


work = do_some_work()
del work
