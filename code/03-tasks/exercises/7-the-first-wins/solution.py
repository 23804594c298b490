"""Exercise: the first wins."""

import asyncio


async def first(*coros):
    """Return the result of the coroutine that ends first.

    The others are cancelled, and have ended when `first` returns, or when `first` itself
    is cancelled.  An exception of the one that ends first is raised, after the same
    cleaning up.
    """
    tasks = [asyncio.create_task(coro) for coro in coros]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()  # nothing happens where it is done
        await asyncio.gather(*tasks, return_exceptions=True)  # until they have stopped


async def ask(name, delay):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        print("cancelled", name)
        raise


async def main():
    print(await first(ask("ada", 1), ask("bo", 0.5), ask("cy", 1.5)))


if __name__ == "__main__":
    asyncio.run(main())
