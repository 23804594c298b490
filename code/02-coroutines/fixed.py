"""Fixed: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio
import time


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


async def do_a_lot_of_work():
    await do_some_work()
    await do_some_work()
    await do_some_work()


async def main():
    start = time.perf_counter()
    await do_a_lot_of_work()
    print("took", int(2 * (time.perf_counter() - start) + 0.1) / 2, "s")


if __name__ == "__main__":
    asyncio.run(main())
