"""Once: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def job():
    try:
        await asyncio.sleep(5)
    finally:
        await asyncio.sleep(0.25)  # says goodbye
        print("goodbye is said")


async def main():
    for cancels in 1, 2:
        task = asyncio.create_task(job())
        for _ in range(cancels):
            await asyncio.sleep(0.05)
            task.cancel()
        await asyncio.wait([task])
        print(cancels, "cancelled?", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
