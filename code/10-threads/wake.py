"""A thread sets an event of asyncio. Who wakes the loop?"""

import asyncio
import threading
import time


async def wait_for_storm(safe):
    loop, storm = asyncio.get_running_loop(), asyncio.Event()
    waiter = asyncio.create_task(storm.wait())
    await asyncio.sleep(0)  # now it waits

    def station():  # runs in a thread
        if safe:
            loop.call_soon_threadsafe(storm.set)
        else:
            storm.set()

    threading.Timer(0.5, station).start()
    loop.call_later(2.0, int)  # all else that happens here
    begin = time.monotonic()
    await waiter
    print("in time:", time.monotonic() - begin < 1.25)


if __name__ == "__main__":
    print("storm.set")
    asyncio.run(wait_for_storm(safe=False))
    print("loop.call_soon_threadsafe(storm.set)")
    asyncio.run(wait_for_storm(safe=True))
