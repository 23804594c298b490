"""Gather: an example from the chapter "tasks".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


async def do_a_lot_of_work_in_parallel():
    await asyncio.gather(do_some_work(), do_some_work(), do_some_work())


async def main():
    await do_a_lot_of_work_in_parallel()


if __name__ == "__main__":
    asyncio.run(main())
