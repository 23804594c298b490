"""Exercise: the first wins.

Write first.
"""

import asyncio


async def first(*coros):
    """Return the result of the coroutine that ends first.

    The others are cancelled, and have ended when `first` returns, or when `first` itself
    is cancelled.  An exception of the one that ends first is raised, after the same
    cleaning up.
    """
    raise NotImplementedError("first")


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
