"""Last line: an example from the chapter "sharing".

Written by `make scripts`: edit the chapter, not this file.
"""

import asyncio


class Exchange:
    free = 1


async def wait_then_take(exchange):
    if exchange.free:
        await asyncio.sleep(0.1)  # the tone
        exchange.free -= 1


async def take_then_wait(exchange):
    if exchange.free:
        exchange.free -= 1
        await asyncio.sleep(0.1)  # the tone


async def main():
    for take in wait_then_take, take_then_wait:
        exchange = Exchange()
        await asyncio.gather(take(exchange), take(exchange))
        print(take.__name__, exchange.free)


if __name__ == "__main__":
    asyncio.run(main())
