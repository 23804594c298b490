"""Look again: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def take_once(condition, free):
    async with condition:
        if not free:
            await condition.wait()
        return free.pop()


async def take(condition, free):
    async with condition:
        await condition.wait_for(lambda: free)
        return free.pop()


async def one_line_for_two(take):
    condition, free = asyncio.Condition(), []
    two = [asyncio.create_task(take(condition, free)) for _ in "ab"]
    await asyncio.sleep(0.1)
    async with condition:
        free.append("line 7")
        condition.notify_all()
    done, waiting = await asyncio.wait(two, timeout=0.2)
    print([repr(t.exception() or t.result()) for t in two if t.done()])
    print("still waiting:", len(waiting))
    for task in waiting:
        task.cancel()


async def main():
    await one_line_for_two(take_once)
    await one_line_for_two(take)


if __name__ == "__main__":
    asyncio.run(main())
