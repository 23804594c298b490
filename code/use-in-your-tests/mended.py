"""The program of shop.py without its faults."""

import asyncio

import shop


class Pool(shop.Pool):
    """Lends connections to a database; ``open`` of them are lent."""

    async def connect(self):
        try:
            return await super().connect()
        except BaseException:
            self.close()
            raise


ask = shop.ask


async def price():
    """The price in the window; the customer waits for it."""
    window = asyncio.get_running_loop().create_future()

    async def clerk():
        await asyncio.sleep(1)
        window.set_result(5)

    async def customer():
        await asyncio.sleep(1)
        return await window

    return (await asyncio.gather(clerk(), customer()))[1]


async def two_moves():
    """Goods in both directions; who moves takes the shop's lock first."""
    first, second = asyncio.Lock(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(shop.move(first, second), name="ada")
        group.create_task(shop.move(first, second), name="bo")
