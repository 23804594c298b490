"""Dies: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save_all(queue):
    while True:
        reading = await queue.get()
        if reading == 18:
            raise OSError("disk full")
        print("saved", reading)
        queue.task_done()


async def save_in_a_group(readings):
    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        saver = group.create_task(save_all(queue))
        for reading in readings:
            await queue.put(reading)
        await queue.join()
        saver.cancel()


async def main():
    queue = asyncio.Queue()
    for reading in 21, 18, 24:
        queue.put_nowait(reading)
    saver = asyncio.create_task(save_all(queue))
    try:
        async with asyncio.timeout(0.5):
            await queue.join()
    except TimeoutError:
        print("join waits; in the queue:", queue.qsize())
    print("the saver:", repr(saver.exception()))

    await save_in_a_group([22, 19, 25])
    try:
        await save_in_a_group([21, 18, 24])
    except* OSError as group:
        print("failed:", group.exceptions)


if __name__ == "__main__":
    asyncio.run(main())
