"""Button: an example from the chapter "cancellation".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def ask():
    try:
        await asyncio.sleep(5)
        print("ask: the answer is here")
    finally:
        print("ask: ends")


async def read_station():
    try:
        await ask()
        print("read_station: saved")
    finally:
        print("read_station: ends")


async def main():
    task = asyncio.create_task(read_station())
    await asyncio.sleep(0.1)
    print("cancelled?", task.cancel())
    print("I go on")
    await asyncio.wait([task])
    print("cancelled?", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
