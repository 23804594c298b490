"""Do some work: an example from the chapter "waiting".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


def halves(seconds):
    """Whole half seconds; 0.05 because clocks are not exact."""
    return int((seconds + 0.05) / 0.5)


def took(start):
    return f"took {halves(time.perf_counter() - start) / 2} s"


async def main():
    start = time.perf_counter()
    await asyncio.gather(do_some_work(), do_some_work(), do_some_work())
    print(took(start))


if __name__ == "__main__":
    asyncio.run(main())
