"""Exercise: a timer in a thread.

Write thread_sleep.
The checker puts timers of its own in the place of threading.Timer.
"""

import asyncio
import threading
import time


async def thread_sleep(seconds):
    """Sleep for *seconds* with a timer in another thread."""
    raise NotImplementedError("thread_sleep")


async def main():
    begin = time.monotonic()
    await asyncio.gather(thread_sleep(1), thread_sleep(1))
    print(f"{time.monotonic() - begin:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
