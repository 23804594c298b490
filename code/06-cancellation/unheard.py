"""Unheard: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


def logged(loop, context):
    print("only logged:", repr(context["exception"]))


async def fails():
    await asyncio.sleep(0.6)
    raise OSError("disk full")


async def main():
    asyncio.get_running_loop().set_exception_handler(logged)
    task = asyncio.create_task(fails())
    try:
        async with asyncio.timeout(0.1):
            await asyncio.shield(task)
    except TimeoutError: print("too slow")
    await asyncio.sleep(1)
    del task
    asyncio.get_running_loop().set_exception_handler(None)


if __name__ == "__main__":
    asyncio.run(main())
