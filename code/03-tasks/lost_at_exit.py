"""A task that is started and never awaited, in a program that ends first."""

import asyncio


async def do_some_work():
    print("Starting work")
    await asyncio.sleep(1)
    print("Work complete")


async def in_a_hurry():
    asyncio.create_task(do_some_work(), name="work")
    await asyncio.sleep(0.25)
    print("Nothing more to do")


if __name__ == "__main__":
    asyncio.run(in_a_hurry())
