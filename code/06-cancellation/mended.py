"""The night again: a time limit leaves no line behind."""

import asyncio

from pool_night import main
from safe_lines import Pool


async def read_station(pool, name):
    async with await pool.connect() as line:
        return await line.ask(name)


if __name__ == "__main__":
    asyncio.run(main(Pool(), read_station))
