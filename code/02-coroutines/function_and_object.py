"""Function and object: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import inspect


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


work = do_some_work()
print(type(do_some_work), type(work))
print(inspect.iscoroutinefunction(do_some_work))
print(inspect.iscoroutinefunction(work), inspect.iscoroutine(work))
print(inspect.getcoroutinestate(work))
work.close()
print(inspect.getcoroutinestate(work))
