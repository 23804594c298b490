"""Without waiting: an example from book/08-queues.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio

queue = asyncio.Queue(1)
queue.put_nowait("ada")
for act in (lambda: queue.put_nowait("bo"), lambda: queue.get_nowait()):
    for _ in range(2):
        try:
            print("fine:", act())
        except (asyncio.QueueFull, asyncio.QueueEmpty) as error:
            print(repr(error))
