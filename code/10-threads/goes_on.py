"""A time limit stops the wait for a thread. What does the thread do?"""

import asyncio
import time


def read_archive():
    time.sleep(0.75)
    print("the thread has read the archive")


async def main():
    try:
        async with asyncio.timeout(0.15):
            await asyncio.to_thread(read_archive)
    except TimeoutError:
        print("gave up")
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
    print("asyncio.run has returned")
