"""Two answers to SIGTERM: cancel main, or set an event."""

import asyncio
import sys
from signal import SIGTERM


async def main(answer):
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    cancel = asyncio.current_task().cancel
    handler = cancel if answer == "cancel" else stop.set
    loop.add_signal_handler(SIGTERM, handler)
    try:
        print("listening")
        await stop.wait()
    finally:
        print("cleaning up")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
