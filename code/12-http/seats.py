"""Four tasks sell a seat each: read, wait, write. Without a transaction, with one, and with one that locks."""

import asyncio
import sys
from pathlib import Path

import asyncpg

sys.path.append(str(Path(__file__).parent.parent / "tools"))
import postgres


async def sell(connection, lock=""):
    sold = await connection.fetchval("select sold from seats " + lock)
    await asyncio.sleep(0.1)
    await connection.execute("update seats set sold = $1", sold + 1)


async def without(pool):
    async with pool.acquire() as connection:
        await sell(connection)


async def transaction(pool):
    async with pool.acquire() as connection, connection.transaction():
        await sell(connection)


async def locked(pool):
    async with pool.acquire() as connection, connection.transaction():
        await sell(connection, "for update")


async def main(address):
    async with asyncpg.create_pool(address, min_size=4, max_size=4) as pool:
        await pool.execute("create table seats (sold int)")
        await pool.execute("insert into seats values (0)")
        for way in without, transaction, locked:
            await pool.execute("update seats set sold = 0")
            await asyncio.gather(*[way(pool) for _ in range(4)])
            print(f"{way.__name__}: {await pool.fetchval('select sold from seats')} sold")


if __name__ == "__main__":
    with postgres.server() as address:
        asyncio.run(main(address))
