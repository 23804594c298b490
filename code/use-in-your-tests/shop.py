"""A program with three faults; the tests beside it find them."""

import asyncio


class Pool:
    """Lends connections to a database; ``open`` of them are lent."""

    def __init__(self):
        self.open = 0

    async def connect(self):
        self.open += 1  # then the database says hello
        await asyncio.sleep(1)
        return self

    async def query(self, text):
        await asyncio.sleep(0.5)
        return f"{text}: 12"

    def close(self):
        self.open -= 1


async def ask(pool):
    connection = await pool.connect()
    try:
        return await connection.query("how many")
    finally:
        connection.close()


async def price():
    """The price in the window; it is to be there before the customer is."""
    window = {}

    async def clerk():
        await asyncio.sleep(1)
        window["ham"] = 5

    async def customer():
        await asyncio.sleep(1)
        return window["ham"]

    return (await asyncio.gather(clerk(), customer()))[1]


async def move(source, target):
    async with source:
        await asyncio.sleep(0.5)
        async with target:
            return "moved"


async def two_moves():
    """Goods from the shop to the store, and from the store to the shop."""
    shop, store = asyncio.Lock(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(move(shop, store), name="ada")
        group.create_task(move(store, shop), name="bo")
