"""Created at: an example from book/02-coroutines.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import sys


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


sys.set_coroutine_origin_tracking_depth(1)
work = do_some_work()
print("much later")
del work
sys.set_coroutine_origin_tracking_depth(0)
