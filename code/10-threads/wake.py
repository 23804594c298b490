"""A thread sets an event of asyncio. Who wakes the loop?"""

import asyncio
import threading
import time


async def wait_for_storm(method):
    loop, storm = asyncio.get_running_loop(), asyncio.Event()
    waiter = asyncio.create_task(storm.wait())
    await asyncio.sleep(0)  # now it waits

    def station():  # runs in a thread
        if method == "storm.set":
            storm.set()
        else:
            loop.call_soon_threadsafe(storm.set)

    threading.Timer(0.5, station).start()
    begin = time.monotonic()
    other = asyncio.create_task(asyncio.sleep(1.5))
    await waiter
    print(f"{method}: in time: {time.monotonic() - begin < 1}")
    other.cancel()


if __name__ == "__main__":
    asyncio.run(wait_for_storm("storm.set"))
    asyncio.run(wait_for_storm("loop.call_soon_threadsafe"))
