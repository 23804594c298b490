"""A night at Stormwatch: two stations, each asked once an hour, with a time limit."""

import asyncio

from lines import SECONDS, Pool


async def read_station(pool, name):
    line = await pool.connect()
    temperature = await line.ask(name)
    line.close()
    return temperature


async def main(pool, read_station):
    saved = []
    for hour in range(1, 6):
        SECONDS["cy"] = 60 if hour <= 3 else 0.01
        for name in "cy", "ada":
            try:
                async with asyncio.timeout(0.6):
                    await read_station(pool, name)
                saved.append(name)
            except (TimeoutError, ConnectionError) as error:
                print(f"hour {hour}, {name}: {error!r}")
    print("readings saved:", len(saved))


if __name__ == "__main__":
    asyncio.run(main(Pool(), read_station))
