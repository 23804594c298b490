"""Exercise: merge."""

import asyncio
from contextlib import aclosing


async def merge(*streams):
    """Give the items of all streams in the order in which they come."""
    queue = asyncio.Queue(maxsize=1)
    tasks = [asyncio.create_task(pump(stream, queue)) for stream in streams]
    try:
        left = len(tasks)
        while left:
            what, thing = await queue.get()
            if what == "item":
                yield thing
            elif what == "error":
                raise thing
            else:
                left -= 1
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def pump(stream, queue):
    try:
        async with aclosing(stream):
            async for item in stream:
                await queue.put(("item", item))
    except Exception as error:
        await queue.put(("error", error))
    else:
        await queue.put(("end", None))


async def sends(name, *delays):
    try:
        for number, delay in enumerate(delays, 1):
            await asyncio.sleep(delay)
            yield f"{name} {number}"
    finally:
        print("closed", name)


async def main():
    ada, bo = sends("ada", 0.2, 0.6), sends("bo", 0.5, 0.6)
    async with aclosing(merge(ada, bo)) as stream:
        async for reading in stream:
            print(reading)
            if reading == "ada 2":
                break


if __name__ == "__main__":
    asyncio.run(main())
