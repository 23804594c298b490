"""Stop well: an example from the chapter "stopping well".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def opened(name):
    print("open", name)
    try:
        yield
    finally:
        await asyncio.sleep(0.1)
        print("closed", name)


async def save(name, seconds):
    await asyncio.sleep(seconds)
    print("saved", name)


async def serve(stop):
    async with (
        opened("database"),
        asyncio.TaskGroup() as work,
        opened("listener"),
    ):
        work.create_task(save("ada", 0.1))
        work.create_task(save("bo", 1.25))
        await stop.wait()
        print("stop")


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().call_later(0.5, stop.set)
    await serve(stop)


if __name__ == "__main__":
    asyncio.run(main())
