"""Cancel a transaction at every point, on a real PostgreSQL: what is left?"""

import asyncio
import sys
from pathlib import Path

import asyncpg

sys.path.append(str(Path(__file__).parent.parent / "tools"))
import everywhere
import postgres

found = set()  # what was wrong at some point
MOVE = "update money set amount = amount + $2 where name = $1"


async def by_hand(pool):
    connection = await pool.acquire()
    await connection.execute("begin")
    await connection.execute(MOVE, "ada", -5)
    await connection.execute(MOVE, "bo", 5)
    await connection.execute("commit")
    await pool.release(connection)


async def in_blocks(pool):
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(MOVE, "ada", -5)
        await connection.execute(MOVE, "bo", 5)


async def left(pool):
    """What is wrong when no other task is left: the pool takes connections back in a task of its own."""
    wrong = []
    while len(asyncio.all_tasks()) > 1:
        await asyncio.sleep(0.01)
    if pool.get_size() - pool.get_idle_size():
        wrong.append("a connection is not given back")
    watcher = await asyncpg.connect(ADDRESS)
    if await watcher.fetchval("select count(*) from pg_stat_activity where state like 'idle in transaction%'"):
        wrong.append("a transaction is open")
    if await watcher.fetchval("select sum(amount) from money") != 100:
        wrong.append("half of it is done")
    await watcher.close()
    pool.terminate()
    found.update(wrong)
    return wrong


async def new_pool():
    return await asyncpg.create_pool(ADDRESS, min_size=1, max_size=2)


async def prepare():
    connection = await asyncpg.connect(ADDRESS)
    await connection.execute("create table money (name text, amount int); insert into money values ('ada', 50), ('bo', 50)")
    await connection.close()


if __name__ == "__main__":
    with postgres.server() as ADDRESS:
        asyncio.run(prepare())
        for function in by_hand, in_blocks:
            found.clear()
            report = everywhere.cancel(function, new_pool, check=left, run=asyncio.run, within=2)
            print(f"{function.__name__}: cancelled at more than ten points: {len(report.points) > 10}")
            print("  left:", *sorted(found) or ["nothing"], sep="\n    " if found else " ")
            if "-v" in sys.argv:
                print(report)
