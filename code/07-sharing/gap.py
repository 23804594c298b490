"""Gap: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


class Count:
    value = 0


async def add_with_gap(count):
    value = count.value
    await asyncio.sleep(0)
    count.value = value + 1


async def add_in_one_go(count):
    await asyncio.sleep(0)
    count.value = count.value + 1


async def ten_times(add):
    count = Count()
    await asyncio.gather(*[add(count) for _ in range(10)])
    print(add.__name__, count.value)


async def main():
    await ten_times(add_with_gap)
    await ten_times(add_in_one_go)


if __name__ == "__main__":
    asyncio.run(main())
