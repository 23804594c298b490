"""Without waiting: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio

queue = asyncio.Queue(1)
queue.put_nowait("ada")
try:
    queue.put_nowait("bo")
except asyncio.QueueFull as error:
    print(repr(error))
print(queue.get_nowait())
try:
    queue.get_nowait()
except asyncio.QueueEmpty as error:
    print(repr(error))
