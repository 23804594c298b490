"""Priority: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio

queue = asyncio.PriorityQueue()
queue.put_nowait((2, "a reading"))
queue.put_nowait((1, "an alarm"))
print(queue.get_nowait(), queue.get_nowait())

queue.put_nowait((1, {"station": "ada"}))
try:
    queue.put_nowait((1, {"station": "bo"}))
except TypeError as error:
    print(error)
