"""Running and closed: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import inspect


async def look():
    print("inside:", inspect.getcoroutinestate(me))


me = look()
try:
    me.send(None)
except StopIteration:
    print("after:", inspect.getcoroutinestate(me))
try:
    me.send(None)
except RuntimeError as error:
    print(error)
