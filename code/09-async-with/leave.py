"""Leave: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def hundred(reader):
    try:
        for number in range(100):
            yield number
    finally:
        here = asyncio.current_task()
        print("closes; in the reader's task:", here is reader)
        await asyncio.sleep(0.1)
        print("closed")


async def leave():
    async for number in hundred(asyncio.current_task()):
        break
    print("after the loop")
    await asyncio.sleep(0.6)
    print("0.6 s later")


async def main():
    await leave()


if __name__ == "__main__":
    asyncio.run(main())
