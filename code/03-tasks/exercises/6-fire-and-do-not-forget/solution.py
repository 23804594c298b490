"""Exercise: fire, and do not forget."""

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
    task = asyncio.create_task(coro)
    background.add(task)
    task.add_done_callback(finished)
    return task


def finished(task):
    background.discard(task)
    if not task.cancelled() and task.exception():
        report(task.exception())


async def save(name, works=True):
    await asyncio.sleep(0.5 if works else 0.7)
    if not works:
        raise OSError(f"{name}: disk full")
    print("saved", name)


async def main():
    fire(save("ada"))
    fire(save("bo", works=False))
    fire(save("cy")).cancel()
    print("fired")
    await asyncio.sleep(1.5)
    print("left in the background:", len(background))


if __name__ == "__main__":
    asyncio.run(main())
