"""Solution: threading.Timer as an awaitable."""

import asyncio
import threading
import time


async def thread_sleep(seconds):
    """Sleep for *seconds* with a timer in another thread."""
    loop = asyncio.get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():  # it may have been cancelled meanwhile
            future.set_result(None)

    timer = threading.Timer(seconds, loop.call_soon_threadsafe, [wake])
    timer.start()
    try:
        await future
    finally:
        timer.cancel()


async def main():
    begin = time.monotonic()
    await asyncio.gather(thread_sleep(1), thread_sleep(1))
    seconds = time.monotonic() - begin
    print("both slept:", seconds > 0.9, "together:", seconds < 1.9)

    task = asyncio.create_task(thread_sleep(60))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    await asyncio.sleep(0.5)
    print("cancelled:", task.cancelled())
    print("timers left:", threading.active_count() - 1)


if __name__ == "__main__":
    asyncio.run(main())
