"""Turns: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


fired = []


def again():
    if not fired:
        asyncio.get_running_loop().call_soon(again)


async def main():
    again()
    asyncio.get_running_loop().call_later(0.1, fired.append, "the timer")
    await asyncio.sleep(0.25)
    print(fired)


if __name__ == "__main__":
    asyncio.run(main())
