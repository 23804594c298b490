"""Cancelled: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


class Line:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        print("open", self.name)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.1)
        print("close", self.name)


async def listen():
    async with Line("cy"):
        await asyncio.sleep(60)


async def main():
    task = asyncio.create_task(listen())
    await asyncio.sleep(0.6)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
