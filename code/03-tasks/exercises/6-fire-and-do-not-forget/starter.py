"""Exercise: fire, and do not forget.

Write fire.
The checker puts its own report in place, to see what is reported.
"""

import asyncio

background = set()  # the tasks that fire has started and that have not ended


def report(error):
    """Called once for each coroutine that fails, with its exception."""
    print("failed:", repr(error))


def fire(coro):
    """Start the coroutine as a task and return the task at once.

    Until it ends the task is kept in `background`.  Where it fails, its exception
    goes to `report`; where it is cancelled, nothing is reported.
    """
    raise NotImplementedError("fire")


async def save(name, works=True):
    await asyncio.sleep(0.5)
    if not works:
        raise OSError(f"{name}: disk full")
    print("saved", name)


async def main():
    fire(save("ada"))
    fire(save("bo", works=False))
    print("fired")
    await asyncio.sleep(1.5)


if __name__ == "__main__":
    asyncio.run(main())
