"""One connection has one query at a time; a pool has some connections."""

import asyncio
import sys
import time
from pathlib import Path

import asyncpg

sys.path.append(str(Path(__file__).parent.parent / "tools"))
import postgres

SLOW = "select 21 from pg_sleep(0.2)"


async def two_tasks(address):
    connection = await asyncpg.connect(address)
    answers = await asyncio.gather(
        connection.fetchval(SLOW), connection.fetchval(SLOW),
        return_exceptions=True)
    print(*map(repr, answers), sep="\n")
    await connection.close()


async def eight_queries(address, size):
    async with asyncpg.create_pool(address, min_size=size, max_size=size) as pool:
        start = time.perf_counter()
        await asyncio.gather(*[pool.fetchval(SLOW) for _ in range(8)])
        return time.perf_counter() - start


async def main(address):
    await two_tasks(address)
    for size in 1, 8:
        took = await eight_queries(address, size)
        print(f"a pool of {size}: one after the other: {took > 8 * 0.2}")


if __name__ == "__main__":
    with postgres.server() as address:
        asyncio.run(main(address))
