"""Wrong: what waits is in one deque for all calls, so the next one saves what a failed one has left.

Says: two calls at the same time: result: expected [['0', '1', '10', '11', '2', '3', '4', '5', '6', '7', '8', '9'], ["'ada'",
"'bo'"]], but it was [["'ada'", "'bo'",
"""

import asyncio
import collections

END = object()
waiting = collections.deque()


async def save_all(receive, save, workers):
    places, room = asyncio.Semaphore(workers), asyncio.Semaphore(4)

    async def one():
        async with places:
            room.release()
            await save(waiting.popleft())

    async with asyncio.TaskGroup() as group:
        while (reading := await receive()) is not END:
            await room.acquire()
            waiting.append(reading)
            group.create_task(one())
