"""As a class: an example from the chapter "async with".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


class CountDown:
    def __init__(self, number):
        self.number = number

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.number == 0:
            raise StopAsyncIteration
        await asyncio.sleep(0.1)
        self.number -= 1
        return self.number + 1


async def main():
    print([number async for number in CountDown(3)])


if __name__ == "__main__":
    asyncio.run(main())
