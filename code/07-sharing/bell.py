"""Bell: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def listen(bell, name):
    await bell.wait()
    print(name, "goes on, is_set:", bell.is_set())


async def main():
    bell = asyncio.Event()
    ada = asyncio.create_task(listen(bell, "ada"))
    await asyncio.sleep(0.1)
    bell.set()
    bell.clear()
    bo = asyncio.create_task(listen(bell, "bo"))
    done, waiting = await asyncio.wait([ada, bo], timeout=0.3)
    bo.cancel()
    print("went on:", len(done), "still waiting:", len(waiting))


if __name__ == "__main__":
    asyncio.run(main())
