"""Send: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


async def main():
    coro = do_some_work()
    future = coro.send(None)
    print("send gave:", type(future).__name__, "done:", future.done())
    await asyncio.wait([future])
    try:
        coro.send(None)
    except StopIteration:
        print("the coroutine is done")


if __name__ == "__main__":
    asyncio.run(main())
