"""Warned at collection: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import gc


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


def lose():
    box = [do_some_work()]
    box.append(box)
    del box
    gc.collect()


lose()
