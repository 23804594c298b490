"""Exercise: finish or cancel."""

import asyncio
import contextlib


async def finish_or_cancel(coro, grace):
    """Run *coro*; return its result, or raise its exception.

    Where this is cancelled, the work may go on for *grace* seconds.  If it has not ended then, it is
    cancelled, and awaited.  After that this ends as cancelled, or with the exception of the work, if that
    has failed.  Each later cancel is passed on to the work at once.  When this ends, the work has ended.
    """
    task = asyncio.create_task(coro)
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        with contextlib.suppress(asyncio.CancelledError):  # asked again: no more time
            await asyncio.wait([task], timeout=grace)
        while not task.done():
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):  # asked again: passed on, in the next round
                await asyncio.wait([task])
        if not task.cancelled():
            task.result()  # raises what the work has raised
        raise
    return task.result()


async def save(seconds):
    await asyncio.sleep(seconds)
    print("saved after", seconds)


async def main():
    for seconds in 0.5, 5:
        task = asyncio.create_task(finish_or_cancel(save(seconds), 1.0))
        await asyncio.sleep(0.1)
        task.cancel()
        await asyncio.wait([task])
        print("cancelled:", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
