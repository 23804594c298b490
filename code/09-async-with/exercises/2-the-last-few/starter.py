"""Exercise: the last few.

Write windowed.
"""

import asyncio
from collections import deque
from contextlib import aclosing


async def windowed(stream, n):
    """For each item of the stream, give the last n items as a tuple, once there are n.

    When it is closed early, it closes the stream.
    """
    raise NotImplementedError("windowed")
    yield


async def readings():
    try:
        for temperature in 21, 18, 24, 19:
            await asyncio.sleep(0.1)
            yield temperature
    finally:
        print("closed")


async def main():
    async with aclosing(windowed(readings(), 2)) as windows:
        async for window in windows:
            print(window)
            if window == (18, 24):
                break


if __name__ == "__main__":
    asyncio.run(main())
