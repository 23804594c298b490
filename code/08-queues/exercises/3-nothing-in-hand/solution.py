"""Exercise: nothing in the hand."""

import asyncio
import contextlib

END = object()


@contextlib.contextmanager
def answer_for(reading, left):
    try:
        yield
    except BaseException:
        left.append(reading)
        raise


async def deliver(readings, check, save, left):
    """Check each reading, and save what check made of it; at most 2 wait in between.

    When it ends, in whatever way, `left` has each reading whose save has not ended well.
    """
    rest, queue = iter(readings), asyncio.Queue(2)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(check_all(rest, queue, check, left))
            group.create_task(save_all(queue, save, left))
    finally:
        while not queue.empty():
            if (pair := queue.get_nowait()) is not END:
                left.append(pair[0])
        left += rest


async def check_all(rest, queue, check, left):
    for reading in rest:
        with answer_for(reading, left):
            await queue.put((reading, await check(reading)))
    await queue.put(END)


async def save_all(queue, save, left):
    while (pair := await queue.get()) is not END:
        reading, value = pair
        with answer_for(reading, left):
            await save(value)


async def check(reading):
    await asyncio.sleep(0.1)
    return f"{reading} degrees"


async def save(value):
    await asyncio.sleep(0.5)
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
