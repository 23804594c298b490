"""One connection has one query at a time; a pool has some connections."""

import asyncio
import sys
import time
from pathlib import Path

import asyncpg

sys.path.append(str(Path(__file__).parent.parent / "tools"))
import postgres

SLOW = "select pg_sleep(0.25)"


async def two_tasks(address):
    connection = await asyncpg.connect(address)
    for answer in await asyncio.gather(connection.fetchval(SLOW), connection.fetchval(SLOW), return_exceptions=True):
        print(repr(answer))
    await connection.close()


async def eight_queries(address, size):
    async with asyncpg.create_pool(address, min_size=size, max_size=size) as pool:
        start = time.perf_counter()
        await asyncio.gather(*[pool.fetchval(SLOW) for _ in range(8)])
        return int(2 * (time.perf_counter() - start)) / 2


async def waits_for_itself(address):
    async with asyncpg.create_pool(address, min_size=1, max_size=1) as pool:
        async with pool.acquire():
            try:
                await pool.fetchval("select 21", timeout=0.5)
            except TimeoutError:
                print("waited for itself")


async def main(address):
    await two_tasks(address)
    for size in 1, 4, 8:
        print(f"a pool of {size}: {await eight_queries(address, size)} s")


if __name__ == "__main__":
    with postgres.server() as address:
        asyncio.run(main(address))
