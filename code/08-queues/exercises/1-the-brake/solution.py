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


async def main():
    print(await night(False))
    print(await night(True, fails_at=2))
    print(await night(True))


if __name__ == "__main__":
    asyncio.run(main())
