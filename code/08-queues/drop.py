"""Drop: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def drop_the_newest(queue, reading):
    try:
        queue.put_nowait(reading)
    except asyncio.QueueFull:
        return 1
    return 0


def drop_the_oldest(queue, reading):
    dropped = 0
    if queue.full():
        queue.get_nowait()
        dropped = 1
    queue.put_nowait(reading)
    return dropped


for add in drop_the_newest, drop_the_oldest:
    queue = asyncio.Queue(3)
    dropped = sum(add(queue, number) for number in range(8))
    left = [queue.get_nowait() for _ in range(queue.qsize())]
    print(add.__name__, left, "dropped:", dropped)
