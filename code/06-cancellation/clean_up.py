"""Clean up: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def with_finally():
    try:
        await asyncio.sleep(5)
    finally:
        print("line closed")


async def with_raise():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("line closed")
        raise


async def without_raise():
    try: await asyncio.sleep(5)
    except asyncio.CancelledError: print("line closed")


async def main():
    for function in with_finally, with_raise, without_raise:
        task = asyncio.create_task(function())
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        print(function.__name__, task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
