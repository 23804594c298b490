"""A program that does not want to be stopped."""

import asyncio
from signal import SIGINT, SIGTERM


async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(SIGINT, print, "no")
    loop.add_signal_handler(SIGTERM, print, "no, not now")
    print("working")
    await asyncio.sleep(8)


if __name__ == "__main__":
    asyncio.run(main())
