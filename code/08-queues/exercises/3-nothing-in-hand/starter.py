"""Exercise: nothing in the hand.

Mend deliver.
"""

import asyncio


async def deliver(readings, check, save, left):
    """Check each reading, and save what check made of it; at most 2 wait in between.

    When it ends, in whatever way, `left` has each reading whose save has not ended well.
    """
    async def check_all():
        for reading in readings:
            await queue.put(await check(reading))
        await queue.join()

    async def save_all():
        while True:
            await save(await queue.get())
            queue.task_done()

    queue = asyncio.Queue(2)
    saver = asyncio.create_task(save_all())
    await check_all()
    saver.cancel()


async def check(reading):
    await asyncio.sleep(0.1)
    return f"{reading} degrees"


async def save(value):
    await asyncio.sleep(0.2)
    if value == "18 degrees":
        raise OSError("disk full")
    print("saved", value)


async def main():
    left = []
    try:
        await deliver([21, 19, 18, 24, 25, 20], check, save, left)
    except* OSError:
        print("failed")
    print("left:", sorted(left))


if __name__ == "__main__":
    asyncio.run(main())
