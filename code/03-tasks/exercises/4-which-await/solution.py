"""Exercise: which await switches, answered and observed."""

import asyncio

ANSWERS = {
    1: False,  # nothing below it waits
    2: True,  # sleep always suspends
    3: False,  # no await: the task is made, not run
    4: True,  # the task has to run first
    5: False,  # now it has ended
    6: False,  # the lock is free
    7: False,  # there is an item
    8: True,  # there is none
    9: False,  # the source has its items
    10: True,  # line 6 still holds the lock
}


async def nothing():
    return 42


async def below():
    return await nothing()


async def stored():
    yield 21
    yield 18


async def turn(turns, act):
    turns.append("my turn")
    act()


async def main():
    tasks, lock, queue = [], asyncio.Lock(), asyncio.Queue()
    queue.put_nowait(21)

    async def vote(line, awaitable, act=lambda: None):
        turns = []
        other = asyncio.create_task(turn(turns, act))
        await awaitable
        print(line, bool(turns), ANSWERS[line] == bool(turns))
        await other

    async def make():
        tasks.append(asyncio.create_task(nothing()))

    async def each():
        async for item in stored():
            pass

    async def inside():
        async with lock:
            pass

    await vote(1, below())
    await vote(2, asyncio.sleep(0))
    await vote(3, make())
    tasks.append(asyncio.create_task(nothing()))
    await vote(4, tasks[1])
    await vote(5, tasks[0])
    await vote(6, lock.acquire())
    await vote(7, queue.get())
    await vote(8, queue.get(), lambda: queue.put_nowait(18))
    await vote(9, each())
    await vote(10, inside(), lock.release)


if __name__ == "__main__":
    asyncio.run(main())
