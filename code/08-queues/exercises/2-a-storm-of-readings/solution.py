"""Exercise: a storm of readings."""

import asyncio

END = object()  # what receive gives when no more will come


async def save_all(receive, save, workers):
    """Save each reading that `receive()` gives, at most `workers` at once, until it gives END.

    At most 4 readings wait in between, and one in the hand of who wants to put it.
    """
    queue = asyncio.Queue(4)
    async with asyncio.TaskGroup() as group:
        savers = [group.create_task(worker(queue, save)) for _ in range(workers)]
        while (reading := await receive()) is not END:
            await queue.put(reading)
        await queue.join()
        for saver in savers:
            saver.cancel()


async def worker(queue, save):
    while True:
        reading = await queue.get()
        await save(reading)
        queue.task_done()


async def main():
    saved = []
    line = iter([21, 18, None, 24, 18, 19, 0, 25, END])

    async def receive():
        await asyncio.sleep(0.01)
        return next(line)

    async def save(reading):
        await asyncio.sleep(0.2)
        saved.append(reading)
        print("saved", reading)

    await save_all(receive, save, 1)
    print("the end:", len(saved), "are saved")


if __name__ == "__main__":
    asyncio.run(main())
