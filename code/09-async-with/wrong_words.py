"""Wrong words: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def count_down():
    print("begins")
    for number in 2, 1:
        await asyncio.sleep(0.1)
        yield number
    print("ends")


async def main():
    try:
        await count_down()
    except TypeError as error:
        print(error)
    try:
        print([number for number in count_down()])
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    asyncio.run(main())
