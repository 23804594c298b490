"""Work: an example from book/03-tasks.md.

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


async def forecast(name):
    print(f"forecast for {name} starts")
    total = sum(range(1_000_000))
    print(f"forecast for {name} ends")
    return total


async def main():
    first, second = await asyncio.gather(forecast("ada"), forecast("bo"))
    print(first == second)


if __name__ == "__main__":
    asyncio.run(main())
