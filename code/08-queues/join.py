"""Join: an example from the chapter "queues".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def save_all(queue):
    while True:
        reading = await queue.get()
        await asyncio.sleep(0.1)
        print("saved", reading)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for reading in 21, 18, 24:
        queue.put_nowait(reading)
    saver = asyncio.create_task(save_all(queue))
    while not queue.empty():
        await asyncio.sleep(0.02)
    print("empty")
    await queue.join()
    saver.cancel()
    print("all done")


if __name__ == "__main__":
    asyncio.run(main())
