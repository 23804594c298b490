"""Two ways to note that a signal has come: which of them wakes the loop?"""

import asyncio
import signal
import sys


async def main(way):
    loop, stop, timer = asyncio.get_running_loop(), asyncio.Event(), []
    if way == "loop":
        loop.add_signal_handler(signal.SIGTERM, stop.set)
    else:
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
    loop.call_later(0.75, timer.append, "a timer has woken the loop")
    print("waiting")
    await stop.wait()
    await asyncio.sleep(0)
    print("told to stop:", *timer or ["at once"])


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
