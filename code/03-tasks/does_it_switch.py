"""Does it switch: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def nothing():
    return 42


async def vote(what, awaitable):
    turns = []
    asyncio.get_running_loop().call_soon(turns.append, "my turn")
    await awaitable
    print(f"{what:22}", "switch" if turns else "-")


async def main():
    loop = asyncio.get_running_loop()
    answered = loop.create_future()
    answered.set_result(21)
    finished = asyncio.create_task(nothing())
    await finished
    lock, held = asyncio.Lock(), asyncio.Lock()
    await held.acquire()
    full, empty = asyncio.Queue(), asyncio.Queue()
    full.put_nowait(21)

    await vote("a coroutine, no wait", nothing())
    await vote("sleep(0)", asyncio.sleep(0))
    await vote("a future with a result", answered)
    await vote("a task that has ended", finished)
    await vote("a new task", asyncio.create_task(nothing()))
    await vote("gather", asyncio.gather(nothing(), nothing()))
    await vote("a free lock", lock.acquire())
    loop.call_later(0.1, held.release)
    await vote("a lock that is held", held.acquire())
    await vote("a queue with an item", full.get())
    loop.call_later(0.1, empty.put_nowait, 18)
    await vote("an empty queue", empty.get())


if __name__ == "__main__":
    asyncio.run(main())
