"""Exercise: three coroutines that no longer block each other."""

import asyncio
import time


def ask_sensor():
    """Stands for a library that blocks: leave it as it is."""
    time.sleep(0.5)
    return 21


async def tick():
    await asyncio.sleep(0.5)


async def pause():
    await asyncio.sleep(0.5)


async def read_sensor():
    return await asyncio.to_thread(ask_sensor)


async def main():
    start = time.perf_counter()
    print(await asyncio.gather(tick(), pause(), read_sensor()))
    print(f"took {int((time.perf_counter() - start + 0.05) / 0.5) / 2} s")


if __name__ == "__main__":
    asyncio.run(main())
