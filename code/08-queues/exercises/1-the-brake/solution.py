"""Exercise: the brake: which line, and why?  The answers, and programs that show them."""

import asyncio

ANSWERS = {
    "stuck: line": 10,
    "stuck: why": "a",
    "dead: line": 12,
    "dead: why": "b",
    "dead: saved": 4,
    "checkers": 4,
    "savers": 2,
    "saved per second": 5,
    "full": "raw",
    "busy savers": 1,
    "inside": 13,
    "first left": 3,
    "ended": 2,
    "ended: join": "no",  # two END are counted by put, and never reported
    "shutdown": 3,
}


async def save(reading, saved, fails_at):
    await asyncio.sleep(0.1)
    if reading == fails_at:
        raise OSError
    saved.append(reading)


async def worker(queue, saved, fails_at):
    while True:
        reading = await queue.get()
        await save(reading, saved, fails_at)
        queue.task_done()


async def night(workers_first, fails_at=None):
    queue, workers, saved, where = asyncio.Queue(2), [], [], "put"

    def make():
        return [asyncio.create_task(worker(queue, saved, fails_at)) for _ in range(3)]

    try:
        async with asyncio.timeout(2):
            if workers_first:
                workers = make()
            for reading in range(5):
                await queue.put(reading)
            workers = workers or make()
            where = "join"
            await queue.join()
            where = "nowhere"
    except TimeoutError:
        pass
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return f"stands in {where}, saved {sorted(saved)}"


async def endings():
    end, queue = object(), asyncio.Queue()

    async def until_end():
        while (await queue.get()) is not end:
            queue.task_done()

    workers = [asyncio.create_task(until_end()) for _ in range(3)]
    for item in [*range(6), end, end]:
        queue.put_nowait(item)
    joined = asyncio.create_task(queue.join())
    done, waiting = await asyncio.wait([*workers, joined], timeout=0.5)
    for task in waiting:
        task.cancel()
    return f"{len(done)} have ended, and join waits: {joined in waiting}"


async def main():
    print(await night(False))
    print(await night(True, fails_at=2))
    print(await night(True))
    print(await endings())


if __name__ == "__main__":
    asyncio.run(main())
