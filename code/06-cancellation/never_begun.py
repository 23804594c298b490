"""Never begun: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def use(line):
    try:
        print("reads over", line)
        await asyncio.sleep(5)
    finally:
        print("closes", line)


async def main():
    task = asyncio.create_task(use("line 1"))
    task.cancel()
    await asyncio.wait([task])
    print("cancelled?", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
