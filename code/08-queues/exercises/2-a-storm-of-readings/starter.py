"""Exercise: a storm of readings.

Write save_all.
"""

import asyncio

END = object()  # what receive gives when no more will come


async def save_all(receive, save, workers):
    """Save each reading that `receive()` gives, at most `workers` at once, until it gives END.

    At most 4 readings wait in between, and one in the hand of who wants to put it.
    """
    raise NotImplementedError("save_all")


async def main():
    line = iter([21, 18, None, 24, 18, 19, 0, 25, END])

    async def receive():
        await asyncio.sleep(0.05)
        return next(line)

    async def save(reading):
        await asyncio.sleep(0.2)
        print("saved", reading)

    await save_all(receive, save, 3)
    print("the end")


if __name__ == "__main__":
    asyncio.run(main())
