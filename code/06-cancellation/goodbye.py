"""Goodbye: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def use_line():
    try:
        await asyncio.sleep(5)
    finally:
        try:
            async with asyncio.timeout(0.1):
                await asyncio.sleep(5)  # says goodbye to nobody
        except TimeoutError:
            print("no goodbye")
        finally:
            print("closed")


async def main():
    task = asyncio.create_task(use_line())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled?", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
