"""Exercise: repair a blocking program.

Find what blocks, and repair it.  Leave ask_sensor as it is: it stands for a library
that you cannot change.  The checker puts a sensor of its own in its place.
"""

import asyncio
import time


def ask_sensor():
    """Stands for a library that blocks: leave it as it is."""
    time.sleep(0.5)
    return 21


async def tick():
    await asyncio.sleep(0.5)


async def pause():
    time.sleep(0.5)


async def read_sensor():
    return ask_sensor()


async def main():
    start = time.perf_counter()
    print(await asyncio.gather(tick(), pause(), read_sensor()))
    print(f"took {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    asyncio.run(main())
