"""Names wait: an example from the chapter "threads".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def look_up():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    start = time.perf_counter()
    busy = asyncio.create_task(asyncio.to_thread(time.sleep, 0.5))
    await asyncio.sleep(0.05)
    await loop.getaddrinfo("localhost", 80)
    print("seconds:", int(2 * (time.perf_counter() - start)) / 2)
    await busy


async def main():
    await asyncio.to_thread(asyncio.run, look_up())


if __name__ == "__main__":
    asyncio.run(main())
