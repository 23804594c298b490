"""Exercise: told to stop."""

import asyncio
import threading


async def for_seconds(work, seconds):
    """Run `work(stop)` in a thread, and set its flag *stop* after so many seconds.

    Returns what `work` returns.  If this is cancelled, the flag is set, and the
    cancellation goes on when `work` has ended.
    """
    stop = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(work, stop))
    try:
        await asyncio.wait([job], timeout=seconds)
        stop.set()
        await asyncio.wait([job])
    finally:
        stop.set()
        await asyncio.wait([job])
    return job.result()


def collect(stop):
    readings = 0
    while not stop.wait(0.1):
        readings += 1
    return readings


async def main():
    print("some readings:", await for_seconds(collect, 1) > 1)


if __name__ == "__main__":
    asyncio.run(main())
