"""Does it switch: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def nothing():
    return 42


async def turn(turns, act):
    turns.append("my turn")
    act()


async def vote(what, awaitable, act=lambda: None):
    turns = []
    other = asyncio.create_task(turn(turns, act))
    await awaitable
    print(f"{what:25}", "switch" if turns else "-")
    await other


async def inside(lock):
    async with lock:
        pass


async def each_of(source):
    async for item in source:
        pass


async def stored():
    yield 21


async def main():
    finished = asyncio.create_task(nothing())
    await finished
    lock = asyncio.Lock()
    queue = asyncio.Queue()
    queue.put_nowait(21)

    await vote("a coroutine, no wait", nothing())
    await vote("sleep(0)", asyncio.sleep(0))
    await vote("a new task", asyncio.create_task(nothing()))
    await vote("a finished task", finished)
    await vote("gather of a coroutine", asyncio.gather(nothing()))
    await vote("wait of a finished task", asyncio.wait([finished]))
    await vote("a free lock", lock.acquire())
    await vote("a held lock", lock.acquire(), lock.release)
    await vote("a queue with an item", queue.get())
    await vote("an empty queue", queue.get(), lambda: queue.put_nowait(18))

    await vote("async with, held lock", inside(lock), lock.release)
    await vote("async with, free lock", inside(lock))
    await vote("async for, item is there", each_of(stored()))


if __name__ == "__main__":
    asyncio.run(main())
