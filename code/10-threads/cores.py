"""Cores: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import time
import asyncio


def count():
    number = 1_000_000
    while number:
        number -= 1


async def main():
    start, busy = time.perf_counter(), time.process_time()
    await asyncio.gather(*[asyncio.to_thread(count) for _ in range(4)])
    took, busy = time.perf_counter() - start, time.process_time() - busy
    print("more than 1.2 processors at work:", busy / took > 1.2)


if __name__ == "__main__":
    asyncio.run(main())
