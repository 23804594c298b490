"""Late: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


def prepare():
    work = do_some_work()  # A
    print("prepared")      # B


prepare()                  # C
print("after prepare")     # D
