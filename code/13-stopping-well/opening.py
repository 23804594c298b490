"""A service that needs half a second to open: is it told to stop meanwhile?"""

import asyncio
import sys
from signal import SIGTERM


async def main(order):
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    if order == "first":
        loop.add_signal_handler(SIGTERM, stop.set)
    print("opening")
    await asyncio.sleep(0.5)
    if order == "last":
        loop.add_signal_handler(SIGTERM, stop.set)
    print("open")
    await stop.wait()
    print("closed")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
