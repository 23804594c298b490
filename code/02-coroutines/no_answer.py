"""No answer: an example from the chapter "coroutines".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def no_answer(station):
    await asyncio.sleep(0.25)
    raise OSError(f"{station} does not answer")


async def main():
    try:
        print(await no_answer("bo"))
    except OSError as error:
        print("caught:", error)


if __name__ == "__main__":
    asyncio.run(main())
