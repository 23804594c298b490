"""Exercise: which line eats it? answered and observed."""

import asyncio
import contextlib

ANSWERS = {
    "a": 0,  # CancelledError is no Exception
    "b": 10,  # a return in a finally drops the exception; newer Pythons warn of it
    "c": 12,
    "d": 0,  # return_exceptions is about what its tasks raise
    "e": 22,  # it was meant for e, and passed on to the worker
    "f": 0,
    "c: why": "b",
    "e: worker": "yes",
    "f: workers": "no",
    "b: at once": "no",
}


async def a():
    try:
        await asyncio.sleep(9)
    except Exception:
        print("failed")


async def c():
    with contextlib.suppress(BaseException):
        await asyncio.sleep(9)


async def d():
    return await asyncio.gather(asyncio.sleep(9), asyncio.sleep(9), return_exceptions=True)


async def e(worker):
    try:
        await worker
    except asyncio.CancelledError:
        pass


async def f(workers):
    await asyncio.wait(workers)


async def main():
    workers = [asyncio.create_task(asyncio.sleep(9)) for _ in range(2)]
    for coro in a(), c(), d(), e(workers[0]), f(workers[1:]):
        task = asyncio.create_task(coro)
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        print(coro.__name__, "goes on" if task.cancelled() else "eaten")
    print("workers cancelled:", *[worker.cancelled() for worker in workers])


if __name__ == "__main__":
    asyncio.run(main())
